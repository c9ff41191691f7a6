import { check } from './check.ts'
import type { Field, ValueOf } from './field.ts'
import type { Label } from './label.ts'

export type Fields = Readonly<Record<string, Field>>

/** How a record is reached besides its own `owner`. */
export interface AccessPath {
  /** The record is visible to whoever may see the record this reference field points to. */
  readonly inherit?: string
  /** A child object whose `user` field names more people who own this record: person ← relation(person, staff). */
  readonly through?: { readonly object: string; readonly via: string; readonly user: string }
  /** Everybody in the tenant may read (directories, settings-like objects: products, tags). Writing still needs the right. */
  readonly everyone?: boolean
}

export interface Validation {
  readonly name: string
  /** CEL over the record; must be true, else refused at `field` with `message`. */
  readonly rule: string
  readonly message: Label
  readonly field?: string
}

export interface ObjectDefinition<F extends Fields = Fields> {
  /** Dotted: `room.noun`. Table `<room>_<noun>`, route `/api/v1/<room>/<noun>`. */
  readonly name: string
  readonly label: Label
  /** Plural where English needs one. */
  readonly plural?: Label
  readonly icon?: string
  /** The field that names a record to a human. */
  readonly title: keyof F & string
  readonly fields: F
  readonly access?: AccessPath
  readonly validations?: readonly Validation[]
  /** Columns that are unique together among records not deleted. */
  readonly uniqueTogether?: readonly (readonly (keyof F & string)[])[]
  /** Extra indexes; a leading minus sorts descending. */
  readonly indexes?: readonly (readonly string[])[]
  /** Reference field to `customer.person`: facts about this record belong to that person's timeline. `id` for the person itself. */
  readonly person?: string
  /** Kept as a mirror in ClickHouse for segments and reports. Default true. */
  readonly mirrored?: boolean
  /** Field by which the board groups. */
  readonly board?: keyof F & string
  /** Fields for calendar view. */
  readonly calendar?: { readonly start: keyof F & string; readonly end?: keyof F & string }
  /** Default sort of the first list, `-created_at` unless said. */
  readonly sort?: string
  /** Allowed moves of a select field: a table of states. */
  readonly states?: { readonly field: keyof F & string; readonly moves: Readonly<Record<string, readonly string[]>> }
  /** Lines owned by a parent (order lines): edited with it, no menu of its own. `reference` is the field to the parent. */
  readonly partOf?: { readonly object: string; readonly reference: string }
  /** Not offered in menus; still in the API. */
  readonly hidden?: boolean
  /** Created by an administrator on screen. */
  readonly custom?: boolean
  /** Only engines write it; API and screens read. */
  readonly ledger?: boolean
}

/** The columns that every record has, beside its own fields. */
export interface CommonColumns {
  id: string
  owner: string | null
  created_by: string | null
  created_at: string
  updated_by: string | null
  updated_at: string
  version: number
  deleted_at: string | null
}
export const commonColumns = [
  'id',
  'owner',
  'created_by',
  'created_at',
  'updated_by',
  'updated_at',
  'version',
  'deleted_at',
] as const

/** The row type read off a definition: required fields are never null. */
export type RowOf<D> =
  D extends ObjectDefinition<infer F>
    ? CommonColumns & {
        [K in keyof F]: F[K] extends Field<infer _T, infer R> ? (true extends R ? ValueOf<F[K]> : ValueOf<F[K]> | null) : never
      }
    : never

const objectName = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/
const fieldName = /^[a-z][a-z0-9_]*$/

/** Describes an object once; table, API, form, list, permission, mirror and report follow. Throws on a malformed definition. */
export const defineObject = <const F extends Fields>(definition: ObjectDefinition<F>): ObjectDefinition<F> => {
  check(objectName.test(definition.name), `object name ${definition.name} is room.noun`)
  for (const name of Object.keys(definition.fields)) {
    check(fieldName.test(name) && name.length <= 48, `field name ${definition.name}.${name} is snake_case, at most 48 letters`)
    check(!(commonColumns as readonly string[]).includes(name), `field ${name} of ${definition.name} is a common column`)
  }
  check(definition.title in definition.fields, `title ${definition.title} is a field of ${definition.name}`)
  return definition
}

/** `customer.person` → `customer_person`. */
export const tableOf = (objectName: string): string => objectName.replace('.', '_')
