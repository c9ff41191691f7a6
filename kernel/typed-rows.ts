import type { CommonColumns, ObjectDefinition, RowOf } from './define-object.ts'
import type { MoneyValue } from '../field-types/rules.generated.ts'
import type { Field, FieldTypeName, ValueOf } from './field.ts'

// biome-ignore lint/suspicious/noExplicitAny: definitions of differing generics
export type ObjectHandle = ObjectDefinition<any, any>

type FieldsIn<D extends ObjectHandle> = D['fields']
/** Parts of an object by the whole's name for them; none where none were named. */
type PartsIn<D extends ObjectHandle> = string extends keyof NonNullable<D['parts']>
  ? Record<never, never>
  : NonNullable<D['parts']>
type PartIn<D extends ObjectHandle, P extends PartName<D>> = Extract<PartsIn<D>[P], ObjectHandle>
type FieldName<D extends ObjectHandle> = keyof FieldsIn<D> & string
type PartName<D extends ObjectHandle> = keyof PartsIn<D> & string

/** What may be chosen of an object: its fields, the columns of every record, its parts, and paths through a reference. */
export type ColumnOf<D extends ObjectHandle> = FieldName<D> | keyof CommonColumns | PartName<D> | `${FieldName<D>}.${string}`

type Columns<D extends ObjectHandle> = RowOf<D> & { readonly [P in PartName<D>]: readonly RowOf<PartIn<D, P>>[] }
/** A row of which some columns were chosen; `id` always comes along, paths as they are found. */
export type ChosenOf<D extends ObjectHandle, K extends string> = { readonly id: string; readonly version?: number } & {
  [C in K]: C extends keyof Columns<D> ? Columns<D>[C] : unknown
}
/** The row that an answer holds: chosen columns, or all of the object's own. */
export type Answered<D extends ObjectHandle, K extends string> = [K] extends [never] ? RowOf<D> : ChosenOf<D, K>

type Lists = 'tags' | 'multi_select' | 'multi_reference' | 'file' | 'image'
type Numbers = 'integer' | 'decimal' | 'percent' | 'money'
type TypeOf<F> = F extends Field<infer T> ? T : FieldTypeName
type Computed = 'formula' | 'roll_up'

/** A value as it may be written: amounts as number or text, money without its base amount, lists that nobody changes meanwhile. */
type Written<F> =
  TypeOf<F> extends 'decimal' | 'percent'
    ? string | number
    : TypeOf<F> extends 'money'
      ? Pick<MoneyValue, 'amount' | 'currency'>
      : TypeOf<F> extends Lists
        ? ValueOf<F> extends readonly (infer M)[]
          ? readonly M[]
          : never
        : ValueOf<F>

/** Changes that commute, as far as the field's type has them (see `Change`). */
type ChangeOf<F> =
  | { readonly $if: Written<F> | null; readonly $set: Written<F> | null }
  | (TypeOf<F> extends Lists ? { readonly $add?: Written<F>; readonly $remove?: Written<F> } : never)
  | (TypeOf<F> extends Numbers ? { readonly $plus: Written<F> } | { readonly $minus: Written<F> } : never)

/** What a write may say of an object's own fields. */
type ValuesGiven<D extends ObjectHandle> = {
  readonly [K in FieldName<D> as TypeOf<FieldsIn<D>[K]> extends Computed ? never : K]?:
    | Written<FieldsIn<D>[K]>
    | ChangeOf<FieldsIn<D>[K]>
    | null
}
type LineGiven<D extends ObjectHandle> = ValuesGiven<D> & { readonly id?: string }
type PartsGiven<D extends ObjectHandle> = { readonly [P in PartName<D>]?: readonly LineGiven<PartIn<D, P>>[] }
/** What a write may say of a record: fields, parts, whose it is, and which version it was read at. */
export type ChangesOf<D extends ObjectHandle> = ValuesGiven<D> &
  PartsGiven<D> & { readonly id?: string; readonly owner?: string | null; readonly version?: number }
/** A row of a set: a change, or a new record; `source_id` where the set names a foreign system, origins where it keeps them. */
export type RowGiven<D extends ObjectHandle> = ChangesOf<D> & {
  readonly source_id?: string
  readonly created_at?: string
  readonly created_by?: string | null
}

type Only<V, Known> = V & { readonly [K in Exclude<keyof V, keyof Known>]: never }
/** Nothing beside what is known of an object and of its parts: a name that is misspelt does not compile, in a spread either. */
export type OnlyOf<V, D extends ObjectHandle, Known = ChangesOf<D>> = Only<V, Known> & {
  readonly [P in keyof V & PartName<D>]: V[P] extends readonly (infer L)[] ? readonly Only<L, LineGiven<PartIn<D, P>>>[] : V[P]
}
