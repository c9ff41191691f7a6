import { fieldTypes, label, type MetaField } from '@lianke/kernel'
import { optionsOf } from '../../base/field-types/parts/option-pill.tsx'
import { useLanguage, useText } from '../../base/i18n/i18n.ts'
import type { Of } from './column-choices.tsx'
import { ColumnSelect } from './column-select.tsx'

const context = { zone: 'UTC', baseCurrency: 'CNY', region: 'CN' } as const

/** Words of the file that are no choice of the field by themselves. */
const strangers = ({ type, options }: MetaField, texts: readonly string[], locale: 'zh-CN' | 'en'): readonly string[] =>
  texts.filter((one) => 'problem' in fieldTypes[type].fromText(one, options, { ...context, locale }))

/** What becomes of words for which nothing is chosen. */
const Others = ({ column, chosen, matching, disabled }: Of) => {
  const text = useText()
  return (
    <ColumnSelect
      disabled={disabled}
      said={text(label('{name} 里对不上的内容', 'What {name} says that is none of these'), { name: column.name })}
      placeholder={text(label('对不上的：不导入该行', 'none of these: refuse the row'))}
      value={chosen.unreadable}
      options={matching.keepers.map(([name, field]) => ({
        value: name,
        label: text(label('对不上的：放到{field}', 'none of these: into {field}'), { field: text(field.label) }),
      }))}
      onChange={(unreadable) => matching.change(chosen, { unreadable })}
    />
  )
}

/** Words of the file that the field does not know, each with the choice that it means. */
export const ValueChoices = (of: Of & { readonly field: MetaField }) => {
  const { column, chosen, matching, disabled, field } = of
  const text = useText()
  const { language } = useLanguage()
  const words = strangers(field, column.texts ?? column.samples, language)
  if (words.length === 0) return null
  const { values = {} } = chosen
  const set = (word: string, value: string | undefined) => {
    const { [word]: _old, ...others } = values
    matching.change(chosen, { values: value === undefined ? others : { ...others, [word]: value } })
  }
  return (
    <span className="lk-mapping-values">
      {words.map((word) => (
        <span key={word} className="lk-row">
          <span className="lk-muted lk-mapping-word">{word}</span>
          <ColumnSelect
            disabled={disabled}
            said={text(label('“{word}” 是', '“{word}” means'), { word })}
            placeholder={text(label('对不上', 'none of these'))}
            value={values[word]}
            options={[
              ...optionsOf(field).map(({ value, label: said }) => ({ value, label: text(said) })),
              { value: '', label: text(label('（留空）', '(leave empty)')) },
            ]}
            onChange={(value) => set(word, value)}
          />
        </span>
      ))}
      {matching.keepers.length > 0 ? <Others {...of} /> : null}
    </span>
  )
}
