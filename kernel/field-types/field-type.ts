import type { FieldTypeName } from '../field.ts'
import type { FilterOperator } from '../filter.ts'
import type { Label } from '../label.ts'
import type { DateOrder } from './date-text.ts'

/**
 * What turning input into a stored value may answer: the value (null = empty), or a problem with its code under `field.*`.
 * `raw`: what was typed, where the storage keeps it beside the value (phone).
 */
export type Normalised =
  | {
      readonly value: unknown
      readonly raw?: string
      /** What a cell says beyond its value: a second number, an extension. */
      readonly rest?: string
    }
  | { readonly problem: string; readonly params?: Record<string, unknown> }

export interface TypeContext {
  readonly zone: string
  readonly locale: 'zh-CN' | 'en'
  readonly baseCurrency: string
  /** Default region of phone numbers, `CN`. */
  readonly region: string
  /** Of a column of a file: in what order its dates are written. */
  readonly dateOrder?: DateOrder
  /** Of a column of a file: numbers with more decimals than their field keeps are rounded rather than refused. */
  readonly round?: boolean
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
  /** What stands between texts that are put together in one value: those of several columns of a file, or one that is added to another. */
  readonly joined?: string
  /** Holds several values. */
  readonly many?: true
  /** What its value points to: always this object, or the one that this option of the field names. */
  readonly target?: { readonly object: string } | { readonly option: string }
  /** Its values are names of records of this object. */
  readonly names?: string
  /** Its values are ids of stored files. */
  readonly files?: true
  /** Lies in the database as ciphertext only, and is written down nowhere else. */
  readonly sealed?: true
  /** Nobody writes it: worked out by an expression, over children, or the next of a series. */
  readonly computed?: 'expression' | 'children' | 'series'
  /** Answers of expressions, in CEL's words, that are stored as values of it. */
  readonly answers?: readonly string[]
  /** The option that names the type its value is of. */
  readonly answer?: string
  /** A day, or a moment. */
  readonly time?: 'day' | 'moment'
  /** Can tell one record from the others, as a text or as a number. A text may be what a record is called by. */
  readonly key?: 'text' | 'number'
  /** Somebody is reached by it: doubles are looked for from so many characters on. */
  readonly reaches?: number
  /** Parts that may stand in columns of their own. */
  readonly parts?: Readonly<Record<string, Label>>
  /** The parts of a value that people give; without the first there is no value. The others are worked out. */
  readonly given?: readonly string[]
  /** How an expression sees it; else as a string. */
  readonly expression?: 'double' | 'bool' | 'list<string>' | 'dyn'
  /** In spreadsheets: has no form there, or is told only when it is asked for by name. */
  readonly cell?: 'none' | 'asked'
  /** What somebody most likely asks first; else what it contains. */
  readonly firstAsk?: readonly FilterOperator[]
  /** The value that this question begins with. */
  readonly firstValue?: unknown
  /** Accounts of a ledger may be told apart by it. */
  readonly account?: true
  /** A company's own event may have a property of it. */
  readonly ofEvent?: true
  /** A ledger may count in it: in whole pieces, in parts of one, or in money of some currency. */
  readonly counts?: 'whole' | 'parts' | 'money'
  /** Keeps whatever it is given, also what looks like a change. */
  readonly literal?: true
  /** Compares alike in a program and in the database, letter by letter. */
  readonly verbatim?: true
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
  /** Options that an administrator may give, and what is wrong with those given. */
  readonly customOptions?: readonly string[]
  readonly checkOptions?: (options: Record<string, unknown>) => { readonly at: string; readonly reason: string } | null
  /** Sum (or difference) of a stored value and one more. */
  readonly plus?: (before: unknown, by: unknown, sign: 1 | -1) => Normalised
  /** A value as expressions see it; else numbers as numbers, all others as they stand. */
  readonly inExpression?: (value: unknown) => unknown
  /** Regions (ISO 3166-1) that texts without a country are read by, and the one that some texts of a column tell of the others. */
  readonly regions?: () => readonly string[]
  readonly regionIn?: (texts: readonly string[]) => string | undefined
  /** How surely cells of a column are of this type, 0 to 1; and whether they surely are not. */
  readonly resembles?: (samples: readonly string[]) => number
  readonly contradicts?: (samples: readonly string[]) => boolean
  /** Value with its middle hidden, for masked fields. */
  readonly mask?: (value: unknown) => unknown
}
export const defineFieldType = (type: FieldType): FieldType => type
