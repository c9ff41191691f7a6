import type { Field } from './field.ts'

/** A choice of the same record on which something depends: one of these options, or any of them among several. */
export interface ShownWhen {
  readonly field: string
  readonly values: readonly string[]
}

/** Does a record ask for this field as it stands? One answer for forms, pages and the write path. */
export const isShown = ({ options: { when } }: Pick<Field, 'options'>, row: Readonly<Record<string, unknown>>): boolean => {
  if (!when) return true
  const held = row[when.field]
  return [held].flat().some((one) => typeof one === 'string' && when.values.includes(one))
}
