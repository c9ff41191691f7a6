import { nameOf, type Named } from './handle.ts'
import type { Label } from './label.ts'

/** The names of all field types. Each is three files of the same name: kernel, platform, ui. */
export const fieldTypeNames = [
  'text',
  'long_text',
  'rich_text',
  'integer',
  'decimal',
  'percent',
  'money',
  'boolean',
  'date',
  'datetime',
  'select',
  'multi_select',
  'tags',
  'phone',
  'email',
  'url',
  'address',
  'geo',
  'file',
  'image',
  'user',
  'department',
  'reference',
  'multi_reference',
  'formula',
  'roll_up',
  'auto_number',
  'json',
  'encrypted',
] as const
export type FieldTypeName = (typeof fieldTypeNames)[number]

export interface SelectOption {
  readonly value: string
  readonly label: Label
  /** A semantic colour name, never a hex value. */
  readonly color?: 'grey' | 'blue' | 'green' | 'orange' | 'red' | 'purple' | 'cyan' | 'gold'
  readonly archived?: boolean
}

/** What every field may say of itself. Storage and widget follow from the type. */
export interface FieldOptions {
  readonly required?: boolean
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
}

export interface TypeOptions {
  /** `names`: the value is the name of a channel of the product and is shown by its label, or (in a step) of a field of the person. */
  readonly text: { readonly max?: number; readonly pattern?: string; readonly names?: 'channel' | 'field' }
  readonly long_text: { readonly max?: number }
  readonly rich_text: { readonly max?: number }
  readonly integer: { readonly min?: number; readonly max?: number }
  readonly decimal: { readonly scale?: number; readonly min?: number; readonly max?: number }
  readonly percent: { readonly scale?: number; readonly min?: number; readonly max?: number }
  /** `decimals`: a price by the piece may be finer than the currency's own minor unit, up to four. */
  readonly money: { readonly min?: number; readonly max?: number; readonly currency?: string; readonly decimals?: number }
  readonly boolean: object
  readonly date: object
  readonly datetime: object
  readonly select: { readonly options: readonly SelectOption[] }
  readonly multi_select: { readonly options: readonly SelectOption[] }
  readonly tags: { readonly group?: string }
  readonly phone: object
  readonly email: object
  readonly url: object
  readonly address: object
  readonly geo: object
  readonly file: { readonly maxFiles?: number; readonly accept?: readonly string[] }
  readonly image: { readonly maxFiles?: number }
  readonly user: { readonly where?: unknown }
  readonly department: object
  /** `where`: only such records are offered to pick from; `{name}` in it stands for a value of the record at hand. */
  readonly reference: { readonly to: string; readonly onDelete?: 'refuse' | 'clear' | 'cascade'; readonly where?: unknown }
  readonly multi_reference: { readonly to: string; readonly where?: unknown }
  /** CEL over the record's own fields; `result` is the type of the answer. */
  readonly formula: { readonly expression: string; readonly result: 'text' | 'decimal' | 'boolean' | 'date' | 'datetime' }
  /** Aggregate over children: `child` object, its reference field `via`. */
  readonly roll_up: {
    readonly child: string
    readonly via: string
    readonly measure: 'count' | 'sum' | 'min' | 'max'
    readonly of?: string
    readonly where?: unknown
    /** Sums of money are in the tenant's own currency, or in the one the parent's document is in (its children are all in it). */
    readonly currency?: 'base' | 'document'
  }
  /** `pattern`: `ORD-{yyyy}{mm}-{n:5}`. */
  readonly auto_number: { readonly pattern: string }
  /** `asks`: filter trees inside the value ask about this object; they are judged by the rights of whoever saves them. */
  readonly json: { readonly asks?: string }
  readonly encrypted: { readonly max?: number }
}

/** One field of an object. The generic carries the TypeScript type of its value. */
export interface Field<T extends FieldTypeName = FieldTypeName, R extends boolean = boolean, O extends string = string> {
  readonly type: T
  readonly label: Label
  readonly options: FieldOptions & Record<string, unknown>
  /** Types only. */
  readonly _required?: R
  readonly _options?: O
}

export interface MoneyValue {
  readonly amount: string
  readonly currency: string
  readonly base_amount?: string | null
}
export interface ReferenceValue {
  readonly id: string
  readonly title: string | null
}
export interface AddressValue {
  readonly country?: string
  readonly province?: string
  readonly city?: string
  readonly district?: string
  readonly street?: string
  readonly detail?: string
  readonly postcode?: string
  /** GB/T 2260 code of the lowest known level. */
  readonly code?: string
}
export interface GeoValue {
  readonly lat: number
  readonly lng: number
}

/** The value of a field as stored in a row read by commands (references are plain ids there). */
export type ValueOf<F> =
  F extends Field<infer T, boolean, infer O>
    ? T extends 'integer'
      ? number
      : T extends 'decimal' | 'percent'
        ? string
        : T extends 'boolean'
          ? boolean
          : T extends 'money'
            ? MoneyValue
            : T extends 'select'
              ? O
              : T extends 'multi_select'
                ? O[]
                : T extends 'tags' | 'multi_reference' | 'file' | 'image'
                  ? string[]
                  : T extends 'address'
                    ? AddressValue
                    : T extends 'geo'
                      ? GeoValue
                      : T extends 'json' | 'formula' | 'roll_up'
                        ? unknown
                        : string
    : never

const make =
  <T extends FieldTypeName>(type: T) =>
  <const R extends boolean = false>(
    label: Label,
    options: FieldOptions & Partial<TypeOptions[T]> & { readonly required?: R } = {},
  ) =>
    ({ type, label, options }) as unknown as Field<T, R>

export const text = make('text')
export const longText = make('long_text')
export const richText = make('rich_text')
export const integer = make('integer')
export const decimal = make('decimal')
export const percent = make('percent')
export const money = make('money')
export const boolean = make('boolean')
export const date = make('date')
export const datetime = make('datetime')
export const tags = make('tags')
export const phone = make('phone')
export const email = make('email')
export const url = make('url')
export const address = make('address')
export const geo = make('geo')
export const file = make('file')
export const image = make('image')
export const user = make('user')
export const department = make('department')
export const json = make('json')
export const encrypted = make('encrypted')

type Given<T extends FieldTypeName, R extends boolean> = FieldOptions & TypeOptions[T] & { readonly required?: R }

/** `select(label, { options: [option('new', '新建', 'New')] })`; the row type is the union of the values. */
export const select = <const V extends string, const R extends boolean = false>(
  label: Label,
  options: FieldOptions & { readonly options: readonly (SelectOption & { readonly value: V })[]; readonly required?: R },
) => ({ type: 'select', label, options }) as unknown as Field<'select', R, V>

export const multiSelect = <const V extends string, const R extends boolean = false>(
  label: Label,
  options: FieldOptions & { readonly options: readonly (SelectOption & { readonly value: V })[]; readonly required?: R },
) => ({ type: 'multi_select', label, options }) as unknown as Field<'multi_select', R, V>

/** One choice of a select. */
export const option = <const V extends string>(value: V, zh: string, en: string, color?: SelectOption['color']) =>
  ({ value, label: { zh, en }, color }) as SelectOption & { readonly value: V }

/** Another room's object is named by its handle, one of the same room (or itself) by its name. */
export const reference = <const R extends boolean = false>(
  label: Label,
  to: Named,
  options: Omit<Given<'reference', R>, 'to'> = {},
) => ({ type: 'reference', label, options: { ...options, to: nameOf(to) } }) as unknown as Field<'reference', R>

export const multiReference = <const R extends boolean = false>(
  label: Label,
  to: Named,
  options: Omit<Given<'multi_reference', R>, 'to'> = {},
) => ({ type: 'multi_reference', label, options: { ...options, to: nameOf(to) } }) as unknown as Field<'multi_reference', R>

export const formula = (label: Label, options: FieldOptions & TypeOptions['formula']) =>
  ({ type: 'formula', label, options: { ...options, readOnly: true } }) as unknown as Field<'formula', false>

export const rollUp = (label: Label, options: FieldOptions & TypeOptions['roll_up']) =>
  ({ type: 'roll_up', label, options: { ...options, readOnly: true } }) as unknown as Field<'roll_up', false>

export const autoNumber = (label: Label, options: FieldOptions & TypeOptions['auto_number']) =>
  ({ type: 'auto_number', label, options: { ...options, readOnly: true, unique: true } }) as unknown as Field<
    'auto_number',
    false
  >
