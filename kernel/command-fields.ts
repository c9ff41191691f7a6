import type { Field, FieldOptions, FieldTypeName, ValueOf } from './field.ts'
import type { Label } from './label.ts'

type FieldMap = Readonly<Record<string, Field>>

/** Inputs that belong together: one `{ … }` of the input, or with `many` a list of them. */
export interface FieldGroup<F extends FieldMap = FieldMap, R extends boolean = boolean, M extends boolean = boolean> {
  readonly group: F
  readonly label: Label
  readonly options: {
    readonly required?: boolean
    /** A list; at most `max` of them. */
    readonly many?: boolean
    readonly max?: number
    /** An optional group is asked for at once (true) or when somebody wants it. */
    readonly open?: boolean
    readonly help?: Label
  }
  /** Types only. */
  readonly _required?: R
  readonly _many?: M
}

export type CommandFields = Readonly<Record<string, Field | FieldGroup>>

type IsRequired<F> =
  F extends Field<infer _T, infer R>
    ? [R] extends [true]
      ? true
      : false
    : F extends FieldGroup<infer _G, infer R>
      ? [R] extends [true]
        ? true
        : false
      : false
type Value<F> =
  F extends FieldGroup<infer G, infer _R, infer M> ? ([M] extends [true] ? readonly ValuesIn<G>[] : ValuesIn<G>) : ValueOf<F>
type ValuesIn<F> = { readonly [K in keyof F as IsRequired<F[K]> extends true ? K : never]: Value<F[K]> } & {
  readonly [K in keyof F as IsRequired<F[K]> extends true ? never : K]?: Value<F[K]> | undefined
}
/** What `run` is given of a command's fields: what is required is there, what was left empty is not. */
export type InputOf<F extends CommandFields> = ValuesIn<F>

/** `group(label, { subject: text(…), due_at: datetime(…) })`: nested input of a command. */
export const group = <const F extends FieldMap, const R extends boolean = false, const M extends boolean = false>(
  label: Label,
  fields: F,
  options: Omit<FieldGroup['options'], 'required' | 'many'> & { readonly required?: R; readonly many?: M } = {},
): FieldGroup<F, R, M> => ({ group: fields, label, options })

export const isGroup = (field: Field | FieldGroup): field is FieldGroup => 'group' in field

/** What a field says of itself as a column of records. */
const ofRecords = new Set([
  'required',
  'unique',
  'indexed',
  'search',
  'inList',
  'section',
  'asked',
  'when',
  'default',
  'readOnly',
  'hidden',
  'fixed',
])

type Demands<R extends boolean = boolean> = Omit<FieldOptions, 'required'> & {
  readonly required?: R
  readonly label?: Label
}
interface Likeness {
  readonly of: Field
  readonly demands: Demands
}
const likeness = new WeakMap<Field, Likeness>()

/** A field of an object as a command asks for it: the same type, options and words, with demands of its own. */
export const like = <T extends FieldTypeName, O extends string, const R extends boolean = false>(
  field: Field<T, boolean, O>,
  demands: Demands<R> = {},
): Field<T, R, O> => {
  const { label = field.label, ...own } = demands
  const kept = Object.entries(field.options).filter(([name]) => !ofRecords.has(name))
  const made: Field<T, R, O> = { type: field.type, label, options: { ...Object.fromEntries(kept), ...own } }
  likeness.set(made, { of: field, demands })
  return made
}

/** What a command's field was made like, if it was. */
export const madeLike = (field: Field): Likeness | undefined => likeness.get(field)
