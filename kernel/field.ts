import type { FieldShapes } from '../field-types/rules.generated.ts'
import type { Label } from './label.ts'
import type { ShownWhen } from './shown-when.ts'

/** Every field type is a folder of `field-types/`; the registry of them is generated. */
export type FieldTypeName = keyof FieldShapes

export interface SelectOption {
  readonly value: string
  readonly label: Label
  /** A semantic colour name, never a hex value. */
  readonly color?: 'grey' | 'blue' | 'green' | 'orange' | 'red' | 'purple' | 'cyan' | 'gold'
  readonly archived?: boolean
  /** Offered and taken only where another choice of the record says so. */
  readonly when?: ShownWhen
}

/** What every field may say of itself. Storage and widget follow from the type. */
export interface FieldOptions {
  readonly required?: boolean
  /** Required by the company and not by the product: asked of forms, calls and files; records without a value stand, and engines go on. */
  readonly asked?: true
  /** Unique among records that are not deleted. */
  readonly unique?: boolean
  /** An index for filter and sort. References are always indexed. */
  readonly indexed?: boolean
  /** Found by the search box. `name` adds pinyin and initials, `phone` the last digits. */
  readonly search?: 'name' | 'phone' | 'text' | 'code'
  /** Hidden digits unless the role may reveal. */
  readonly masked?: boolean
  /** Set by the system only; refused as input. */
  readonly readOnly?: boolean
  /** May be given at creation, never changed later. */
  readonly fixed?: boolean
  readonly default?: unknown
  readonly help?: Label
  /** Form section. */
  readonly section?: Label
  /** Shown as a column of the first list view. */
  readonly inList?: boolean
  /** Not shown in forms and lists; still in the API. */
  readonly hidden?: boolean
  /** Asked, shown and taken only where another choice of the record says so. */
  readonly when?: ShownWhen
}

/**
 * Is a value only asked for, so that there may be records without one? What the product requires is there from the first record on; what a
 * company requires began one day.
 */
export const mayLack = (name: string, { options }: Pick<Field, 'options'>): boolean =>
  !options.required || options.asked === true || name.startsWith('c_')

/** Is a value asked of whoever fills in a form, a call or a file, while engines and acts of the product go on without? */
export const isAsked = (object: { readonly custom?: boolean }, name: string, { options }: Pick<Field, 'options'>): boolean =>
  options.required === true && (options.asked === true || (name.startsWith('c_') && !object.custom))

/** What fields of each type may say of themselves besides. */
export type TypeOptions = { readonly [T in FieldTypeName]: FieldShapes[T]['options'] }

/** One field of an object. The generic carries the TypeScript type of its value. */
export interface Field<T extends FieldTypeName = FieldTypeName, R extends boolean = boolean, O extends string = string> {
  readonly type: T
  readonly label: Label
  readonly options: FieldOptions & Record<string, unknown>
  /** Types only. */
  readonly _required?: R
  readonly _options?: O
}

export interface ReferenceValue {
  readonly id: string
  readonly title: string | null
}

/** The value of a field as stored in a row read by commands (references are plain ids there). */
export type ValueOf<F> = F extends Field<infer T, boolean, infer O> ? FieldShapes<O>[T]['value'] : never
