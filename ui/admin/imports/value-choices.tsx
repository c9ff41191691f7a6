import { fieldTypes, label, type MetaField } from '@lianke/kernel'
import { Input } from 'antd'
import { useState } from 'react'
import { optionsOf } from '../../base/field-types/parts/option-pill.tsx'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useLanguage, useText } from '../../base/i18n/i18n.ts'
import type { Of } from './column-choices.tsx'
import { ColumnSelect } from './column-select.tsx'
import { useColumnWords } from './import-run.ts'

const context = { zone: 'UTC', baseCurrency: 'CNY', region: 'CN' } as const

/** Words of the file that are no choice of the field by themselves. */
const strangers = ({ type, options }: MetaField, texts: readonly string[], locale: 'zh-CN' | 'en'): readonly string[] =>
  texts.filter((one) => 'problem' in fieldTypes[type].fromText(one, options, { ...context, locale }))

/** Marks that words are kept in a field, not given a meaning. */
const into = '>'
/** What becomes of words for which nothing is chosen: refused, kept in another field, or one meaning for all of them. */
const Others = ({ column, chosen, matching, disabled, field }: Of & { readonly field: MetaField }) => {
  const text = useText()
  const value = chosen.others ?? (chosen.unreadable === undefined ? undefined : `${into}${chosen.unreadable}`)
  return (
    <ColumnSelect
      disabled={disabled}
      said={text(label('{name} 里对不上的内容', 'What {name} says that is none of these'), { name: column.name })}
      placeholder={text(label('对不上的：不导入该行', 'none of these: refuse the row'))}
      value={value}
      options={[
        ...matching.keepers.map(([name, keeper]) => ({
          value: `${into}${name}`,
          label: text(label('对不上的：放到{field}', 'none of these: into {field}'), { field: text(keeper.label) }),
        })),
        ...meaningsOf(field).map(({ value: meant, label: said }) => ({
          value: meant,
          label: text(label('其他都是：{value}', 'all others: {value}'), { value: text(said) }),
        })),
      ]}
      onChange={(next) =>
        matching.change(chosen, {
          unreadable: next?.startsWith(into) ? next.slice(into.length) : undefined,
          others: next === undefined || next.startsWith(into) ? undefined : next,
        })
      }
    />
  )
}
/** What a word of the file may mean. */
const meaningsOf = (field: MetaField) => [...optionsOf(field), { value: '', label: label('（留空）', '(leave empty)') }]

/** One word of the file, how many rows say it where that is known, and the choice that it means. */
const WordChoice = ({
  said: { text: word, rows },
  meant,
  field,
  disabled,
  onChange,
}: {
  readonly said: { readonly text: string; readonly rows?: number }
  readonly meant: string | undefined
  readonly field: MetaField
  readonly disabled: boolean
  onChange(value: string | undefined): void
}) => {
  const text = useText()
  const { number } = useNumbers()
  return (
    <span className="lk-row">
      <span className="lk-muted lk-mapping-word" title={word}>
        {word}
      </span>
      {rows === undefined ? null : (
        <span className="lk-label lk-num">{text(label('{n} 行', '{n} rows'), { n: number(rows) })}</span>
      )}
      <ColumnSelect
        disabled={disabled}
        said={text(label('“{word}” 是', '“{word}” means'), { word })}
        placeholder={text(label('对不上', 'none of these'))}
        value={meant}
        options={meaningsOf(field).map(({ value, label: said }) => ({ value, label: text(said) }))}
        onChange={onChange}
      />
    </span>
  )
}

/** Looks among all that a column says for words beyond those that are listed. */
const useSearchedWords = ({ column, matching }: Of) => {
  const [search, setSearch] = useState('')
  const { data, isFetching } = useColumnWords(matching.run, column.index, search)
  return { search, setSearch, busy: isFetching, found: search === '' ? null : (data?.data ?? []) }
}

/** The words of a column that says many things: how many they are, and where one looks for others. */
const ManyWords = ({ column, disabled, searched }: Of & { readonly searched: ReturnType<typeof useSearchedWords> }) => {
  const text = useText()
  const { number } = useNumbers()
  const { different = 0, texts = [] } = column.often ?? {}
  return (
    <span className="lk-row" style={{ flexWrap: 'wrap' }}>
      <span className="lk-label">
        {text(label('共 {n} 种内容，列出最常见的 {m} 种', '{n} different words; the {m} most frequent are listed'), {
          n: number(different),
          m: number(texts.length),
        })}
      </span>
      <Input.Search
        allowClear
        size="small"
        style={{ width: 200 }}
        disabled={disabled}
        loading={searched.busy}
        aria-label={text(label('在 {name} 里查找内容', 'Look for a word of {name}'), { name: column.name })}
        placeholder={text(label('查找其他内容', 'Look for others'))}
        onSearch={(typed) => searched.setSearch(typed.trim())}
      />
      {searched.found?.length === 0 && !searched.busy ? (
        <span className="lk-muted">{text(label('没有这样的内容', 'No such word'))}</span>
      ) : null}
    </span>
  )
}

/** Words of the file that the field does not know, each with the choice that it means. */
export const ValueChoices = (of: Of & { readonly field: MetaField }) => {
  const { column, chosen, matching, disabled, field } = of
  const { language } = useLanguage()
  const searched = useSearchedWords(of)
  const { values = {} } = chosen
  const all = searched.found ?? column.often?.texts ?? (column.texts ?? column.samples).map((text) => ({ text }))
  const unknown = new Set(
    strangers(
      field,
      all.map(({ text }) => text),
      language,
    ),
  )
  const words = all.filter(({ text }) => unknown.has(text))
  if (words.length === 0 && !column.often) return null
  const set = (word: string, value: string | undefined) => {
    const { [word]: _old, ...others } = values
    matching.change(chosen, { values: value === undefined ? others : { ...others, [word]: value } })
  }
  return (
    <span className="lk-mapping-values">
      {column.often ? (
        <>
          <ManyWords {...of} searched={searched} />
          <Others {...of} />
        </>
      ) : null}
      {words.map((said) => (
        <WordChoice
          key={said.text}
          said={said}
          meant={values[said.text]}
          field={field}
          disabled={disabled}
          onChange={(value) => set(said.text, value)}
        />
      ))}
      {column.often ? null : <Others {...of} />}
    </span>
  )
}
