import { type DateOrder, fieldTypes, isNumeric, label, type Label, traitsOf } from '@lianke/kernel'
import { Checkbox, Select } from 'antd'
import { useMe } from '../../base/client/session.ts'
import { currencyList } from '../../base/field-types/parts/currency-list.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { ColumnSelect } from './column-select.tsx'
import type { ColumnMap, RunColumn } from './import-run.ts'
import { RegionChoice } from './region-choice.tsx'
import type { Matching } from './use-mapping.ts'
import { ValueChoices } from './value-choices.tsx'

const orders: Readonly<Record<DateOrder, Label>> = {
  dmy: label('日/月/年', 'day/month/year'),
  mdy: label('月/日/年', 'month/day/year'),
  ymd: label('年/月/日', 'year/month/day'),
}
const written = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})/
/** What an example of the column is in one order: `03/04/24` is 3 April, or 4 March. */
const readAs = (example: string, order: DateOrder): string => {
  const [, one = '', two = '', three = ''] = written.exec(example) ?? []
  const [year, month, day] = order === 'dmy' ? [three, two, one] : order === 'mdy' ? [three, one, two] : [one, two, three]
  const full = year.length === 4 ? year : `${Number(year) < 69 ? 20 : 19}${year.padStart(2, '0')}`
  return `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** A column that becomes a field. */
export interface Of {
  readonly column: RunColumn
  readonly chosen: ColumnMap
  readonly matching: Matching
  readonly disabled: boolean
}

/** Where the dates of a column can be read in several ways: which, shown by one of them. */
const DateChoice = ({ column, chosen, matching, disabled }: Of) => {
  const text = useText()
  const { orders: possible = [], examples = [] } = column.dates ?? {}
  const [example] = examples
  const offered = possible.length > 0 ? possible : (['dmy', 'mdy'] as const)
  return (
    <Select
      size="small"
      disabled={disabled}
      status={chosen.dates ? '' : 'warning'}
      popupMatchSelectWidth={false}
      style={{ minWidth: 130 }}
      aria-label={text(label('{name} 的日期写法', 'Dates of {name}'), { name: column.name })}
      placeholder={text(label('日期怎么写？', 'How are dates written?'))}
      value={chosen.dates}
      options={offered.map((order) => ({
        value: order,
        label: `${text(orders[order])}${example ? ` · ${example} = ${readAs(example, order)}` : ''}`,
      }))}
      onChange={(dates) => matching.change(chosen, { dates })}
    />
  )
}

/** Marks a field that keeps also what cannot be read. */
const also = '!'
/** Beside the first number or address of a cell: the field that keeps the others, and what is none. */
const RestChoice = ({ column, chosen, matching, disabled }: Of) => {
  const text = useText()
  return (
    <ColumnSelect
      disabled={disabled}
      said={text(label('{name} 里多出的内容放到', 'What else {name} says goes to'), { name: column.name })}
      placeholder={text(label('多出的内容：不导入该行', 'anything more: refuse the row'))}
      value={chosen.unreadable ? `${chosen.unreadable}${also}` : chosen.rest}
      options={matching.keepers.flatMap(([name, field]) => [
        {
          value: name,
          label: text(label('多出的内容放到{field}', 'anything more: into {field}'), { field: text(field.label) }),
        },
        {
          value: `${name}${also}`,
          label: text(label('多出的和读不懂的都放到{field}', 'anything more or unreadable: into {field}'), {
            field: text(field.label),
          }),
        },
      ])}
      onChange={(value) => {
        const rest = value?.replace(also, '')
        matching.change(chosen, { rest, unreadable: value?.endsWith(also) ? rest : undefined })
      }}
    />
  )
}

/** Which part of a name a column holds, where several make one. */
const NameChoice = ({ column, chosen, matching, disabled }: Of) => {
  const text = useText()
  return (
    <Select
      size="small"
      disabled={disabled}
      popupMatchSelectWidth={false}
      aria-label={text(label('{name} 是', '{name} is'), { name: column.name })}
      value={chosen.part ?? ''}
      options={[
        { value: '', label: text(label('按列的顺序', 'in the order of columns')) },
        { value: 'family', label: text(label('姓', 'family name')) },
        { value: 'given', label: text(label('名', 'given name')) },
      ]}
      onChange={(part) => matching.change(chosen, { part: part === 'family' || part === 'given' ? part : undefined })}
    />
  )
}

/** In what money the amounts of a column are that name none. */
const CurrencyChoice = ({ column, chosen, matching, disabled }: Of) => {
  const text = useText()
  const { data: me } = useMe()
  const base = me?.tenant.base_currency ?? ''
  return (
    <ColumnSelect
      search
      disabled={disabled}
      said={text(label('{name} 的币种', 'Currency of {name}'), { name: column.name })}
      placeholder={text(label('币种：{base}', 'Currency: {base}'), { base })}
      value={chosen.currency}
      options={currencyList.map((code) => ({ value: code, label: code }))}
      onChange={(currency) => matching.change(chosen, { currency })}
    />
  )
}

/** What else is to be said of a column, by what it becomes. */
export const ColumnChoices = (of: Of) => {
  const text = useText()
  const { column, chosen, matching, disabled } = of
  const field = matching.metaOf(chosen.field)
  if (!field) return null
  const { time, reaches, joined, many, counts } = traitsOf(field)
  return (
    <>
      {time && column.dates && column.dates.orders.length !== 1 ? <DateChoice {...of} /> : null}
      {time && column.dates?.orders.length === 1 ? (
        <span className="lk-muted">{text(orders[column.dates.orders[0] ?? 'ymd'])}</span>
      ) : null}
      {isNumeric(field) ? (
        <Checkbox
          disabled={disabled}
          checked={chosen.round ?? false}
          onChange={({ target }) => matching.change(chosen, { round: target.checked || undefined })}
        >
          {text(label('小数过长时四舍五入', 'Round decimals that are too long'))}
        </Checkbox>
      ) : null}
      {counts === 'money' ? <CurrencyChoice {...of} /> : null}
      {reaches !== undefined && matching.keepers.length > 0 ? <RestChoice {...of} /> : null}
      {fieldTypes[field.type].regions ? <RegionChoice {...of} /> : null}
      {joined === ' ' && matching.sharing(chosen.field) > 1 ? <NameChoice {...of} /> : null}
      {many ? (
        <Checkbox
          disabled={disabled}
          checked={chosen.divider === '/'}
          onChange={({ target }) => matching.change(chosen, { divider: target.checked ? '/' : undefined })}
        >
          {text(label('也按 / 分开', 'Divide at / too'))}
        </Checkbox>
      ) : null}
      {fieldTypes[field.type].customOptions?.includes('options') ? <ValueChoices {...of} field={field} /> : null}
    </>
  )
}
