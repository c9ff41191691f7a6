import type { SelectOption } from '../field.ts'
import { halfWidth } from './plain-text.ts'

const optionsOf = (options: Record<string, unknown>): readonly SelectOption[] =>
  (options.options as readonly SelectOption[] | undefined) ?? []

/** The values that a choice may be given. */
export const givenValues = (options: Record<string, unknown>): string[] =>
  optionsOf(options).flatMap(({ value, archived }) => (archived ? [] : [value]))

/** Value or label in either language → value; undefined when it is none of them. */
export const chosen = (given: string, options: Record<string, unknown>): string | undefined => {
  const exact = optionsOf(options).find(({ value }) => value === given)
  if (exact) return exact.value
  const word = halfWidth(given).toLowerCase()
  const same = (text: string) => halfWidth(text).toLowerCase() === word
  const answers = optionsOf(options).filter(({ value, label }) => same(label.zh) || same(label.en) || same(value))
  // One that is no longer given may have left its name to another.
  return (answers.find(({ archived }) => !archived) ?? answers[0])?.value
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
