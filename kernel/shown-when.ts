import type { Field, SelectOption } from './field.ts'
import { optionsIn } from './value-shapes.ts'

/** A choice of the same record on which something depends: one of these options, or any of them among several. */
export interface ShownWhen {
  readonly field: string
  readonly values: readonly string[]
}

type Row = Readonly<Record<string, unknown>>
const holds = (when: ShownWhen | undefined, row: Row): boolean => {
  if (!when) return true
  return [row[when.field]].flat().some((one) => typeof one === 'string' && when.values.includes(one))
}

/** Does a record ask for this field as it stands? One answer for forms, pages and the write path. */
export const isShown = ({ options: { when } }: Pick<Field, 'options'>, row: Row): boolean => holds(when, row)

/** Is an option offered to a record as it stands? */
export const isOfferedTo = ({ when }: Pick<SelectOption, 'when'>, row: Row): boolean => holds(when, row)

/** A field with the options that a record as it stands is offered, and those it holds; a field without such options is the very same. */
export const offeredField = <F extends Pick<Field, 'options'>>(field: F, name: string, row: Row): F => {
  const list = optionsIn(field.options)
  if (!list.some(({ when }) => when)) return field
  const held = [row[name]].flat()
  return {
    ...field,
    options: { ...field.options, options: list.filter((one) => isOfferedTo(one, row) || held.includes(one.value)) },
  }
}
