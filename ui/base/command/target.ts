import {
  type Field,
  type FieldGroup,
  type Filter,
  type Label,
  type MetaCommand,
  type MetaField,
  moneyIn,
  type MoneyValue,
  type Row,
} from '@lianke/kernel'

/** What an act is done to. */
type CommandTarget =
  | { readonly kind: 'none' }
  /** Chosen records; `row` is the one of a record page, for what is filled in from it. */
  | { readonly kind: 'records'; readonly ids: readonly string[]; readonly row?: Row; readonly title?: string }
  /** All that match. */
  | { readonly kind: 'filter'; readonly filter: Filter | null; readonly search?: string; readonly count: number | null }

/** One act, to be asked for and done. */
export interface CommandRequest {
  readonly command: MetaCommand
  readonly target: CommandTarget
  /** What is known already: it stands in the form, and where it is all that is needed, nothing is asked. */
  readonly values?: Readonly<Record<string, unknown>>
  readonly done?: () => void
}

/** The part of a request body that says which records are meant. */
export const bodyOf = (target: CommandTarget): Record<string, unknown> =>
  target.kind === 'records'
    ? { ids: target.ids }
    : target.kind === 'filter'
      ? { filter: target.filter, ...(target.search ? { search: target.search } : {}) }
      : {}

const place = /^\{(\w+)\}$/
/** A filter of a picker with the record's own values in it; a condition on a value that is not known falls away. */
const pickerFilter = (where: unknown, row: Row | undefined): unknown => {
  if (typeof where !== 'object' || where === null) return undefined
  for (const [word, among] of Object.entries(where)) {
    if ((word !== 'and' && word !== 'or') || !Array.isArray(among)) continue
    const parts = among.flatMap((one) => pickerFilter(one, row) ?? [])
    return parts.length > 0 ? { [word]: parts } : undefined
  }
  if (!('value' in where) || typeof where.value !== 'string') return where
  const name = place.exec(where.value)?.[1]
  if (!name) return where
  const value = row?.[name]
  const plain = typeof value === 'object' && value !== null && 'id' in value ? value.id : value
  return plain === undefined || plain === null ? undefined : { ...where, value: plain }
}

/** A command's field as widgets know fields. */
export const widgetField = ({ type, label, options }: Field, row: Row | undefined): MetaField => ({
  type,
  label,
  options: 'where' in options ? { ...options, where: pickerFilter(options.where, row) } : options,
  operators: [],
  sortable: false,
  report: 'none',
  writable: true,
})

export const isGroupField = (field: Field | FieldGroup): field is FieldGroup => 'group' in field

const sayMoney = ({ amount, currency }: MoneyValue, language: string): string => {
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  return new Intl.NumberFormat(language, options).format(Number(amount))
}

/** `{name}` in words that a command brings. */
export const fillWords = (label: Label, language: string, values: Readonly<Record<string, unknown>>): string =>
  (language === 'en' ? label.en : label.zh).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    const money = moneyIn(value)
    if (money) return sayMoney(money, language)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  })
