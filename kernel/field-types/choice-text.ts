import type { SelectOption } from '../field.ts'
import { halfWidth } from './plain-text.ts'

const optionsOf = (options: Record<string, unknown>): readonly SelectOption[] =>
  (options.options as readonly SelectOption[] | undefined) ?? []

/** The values a select may hold. */
export const valuesOf = (options: Record<string, unknown>): string[] => optionsOf(options).map(({ value }) => value)

/** Value or label in either language → value; undefined when it is none of them. */
export const chosen = (given: string, options: Record<string, unknown>): string | undefined => {
  const exact = optionsOf(options).find(({ value }) => value === given)
  if (exact) return exact.value
  const word = halfWidth(given).toLowerCase()
  const same = (text: string) => halfWidth(text).toLowerCase() === word
  return optionsOf(options).find(({ value, label }) => same(label.zh) || same(label.en) || same(value))?.value
}

/** The label in the reader's language; an unknown value as it stands. */
const labelOf = (value: unknown, options: Record<string, unknown>, locale: 'zh-CN' | 'en'): string => {
  const label = optionsOf(options).find((o) => o.value === value)?.label
  return label ? (locale === 'en' ? label.en : label.zh) : String(value)
}

/** What a cell says of a value so that it is read back as the same: the label, or, where another option answers to it, the value itself. */
export const cellOf = (value: unknown, options: Record<string, unknown>, locale: 'zh-CN' | 'en'): string => {
  const said = labelOf(value, options, locale)
  return chosen(said, options) === value ? said : String(value)
}
