import { type Field, type Label, optionsIn } from '@lianke/kernel'

/** Options that are no longer given, with what they are called. */
type Retired = ReadonlyMap<string, Label>

/** The options of a field that are no longer given. */
export const retiredOptions = ({ options }: Pick<Field, 'options'>): Retired =>
  new Map(optionsIn(options).flatMap(({ value, label, archived }) => (archived ? [[value, label] as const] : [])))

/** The same for every field that has some. */
export const retiredValues = (fields: ReadonlyMap<string, Field>): ReadonlyMap<string, Retired> =>
  new Map(
    [...fields].flatMap(([name, field]) => {
      const retired = retiredOptions(field)
      return retired.size > 0 ? [[name, retired] as const] : []
    }),
  )

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** What an option is called that is no longer given and that the record did not hold before. */
export const newlyRetired = (retired: Retired, value: unknown, before: unknown): Label | undefined => {
  if (retired.size === 0) return undefined
  const held = listOf(before)
  const found = listOf(value).find((one) => typeof one === 'string' && retired.has(one) && !held.includes(one))
  return typeof found === 'string' ? retired.get(found) : undefined
}
