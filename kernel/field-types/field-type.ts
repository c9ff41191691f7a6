import type { FieldTypeName } from '../field.ts'
import type { FilterOperator } from '../filter.ts'
import type { Label } from '../label.ts'

/**
 * What turning input into a stored value may answer: the value (null = empty), or a problem with its code under `field.*`.
 * `raw`: what was typed, where the storage keeps it beside the value (phone).
 */
export type Normalised =
  | { readonly value: unknown; readonly raw?: string }
  | { readonly problem: string; readonly params?: Record<string, unknown> }

export interface TypeContext {
  readonly zone: string
  readonly locale: 'zh-CN' | 'en'
  readonly baseCurrency: string
  /** Default region of phone numbers, `CN`. */
  readonly region: string
}

/** What the rest of the house may ask about a type: data alone, so that screens know it without the rules. */
export interface FieldTraits {
  /** Where the designer offers it among the others. */
  readonly place: number
  readonly label: Label
  /** When to take it. */
  readonly help: Label
  readonly sortable: boolean
  /** Role in reports. */
  readonly report: 'dimension' | 'measure' | 'time' | 'none'
  /** May the value be given as input at all (formula, roll-up, auto number: no). */
  readonly writable: boolean
}

/**
 * The rules of one field type, pure. Its folder holds storage and widgets beside them.
 * `options` are the field's own (FieldOptions & TypeOptions[name]).
 */
export interface FieldType extends FieldTraits {
  readonly name: FieldTypeName
  /** Input of API and forms → stored value. Strings are trimmed, NFC; empty becomes null. */
  readonly normalise: (input: unknown, options: Record<string, unknown>, context: TypeContext) => Normalised
  /** Text of a spreadsheet cell → stored value ("￥1,200.50", "是", "2024/3/5", option labels in either language). */
  readonly fromText: (text: string, options: Record<string, unknown>, context: TypeContext) => Normalised
  /** Stored value → text of export and plain display. */
  readonly toText: (value: unknown, options: Record<string, unknown>, context: TypeContext) => string
  readonly operators: readonly FilterOperator[]
  /** JSON Schema of the API value; `write` differs where input is looser than output. */
  readonly schema: (options: Record<string, unknown>) => { readonly read: object; readonly write: object }
  /** Value with its middle hidden, for masked fields. */
  readonly mask?: (value: unknown) => unknown
}
export const defineFieldType = (type: FieldType): FieldType => type
