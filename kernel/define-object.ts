import { check } from './check.ts'
import type { CheckDefinition } from './define-check.ts'
import type { FollowDefinition } from './define-follow.ts'
import type { Field, ValueOf } from './field.ts'
import { fieldsOfHeld, type HeldDefinition } from './held-definition.ts'
import type { Label } from './label.ts'

export type Fields = Readonly<Record<string, Field>>
// biome-ignore lint/suspicious/noExplicitAny: definitions of differing generics
type AnyObject = ObjectDefinition<any, any>
/** Objects whose records are lines of a whole, by the name the whole gives them. */
export type Parts = Readonly<Record<string, AnyObject>>

/**
 * Of two records that may not stand together when their owners become one: which of them stays (negative: the first; 0: who belongs to who
 * stays, then the older). It takes what it lacks from the other, unless it is one `whole` word.
 */
interface JoinRule<F extends Fields = Fields> {
  better(one: ValuesOf<F>, other: ValuesOf<F>): number
  readonly whole?: boolean
}

/** The names of parts, where they are known. */
type PartName<P extends Parts> = string extends keyof P ? never : keyof P & string

/** Two text fields that together name a record of any object: its object's name, and its id. */
export interface About {
  readonly object: string
  readonly record: string
}

/** How a record is reached besides its own `owner`. */
export interface AccessPath {
  /** The record is visible to whoever may see the record this reference field points to. */
  readonly inherit?: string
  /** A child object whose `user` field names more people who own this record: person ← relation(person, staff). */
  readonly through?: { readonly object: string; readonly via: string; readonly user: string }
  /**
   * Everybody in the tenant may read (directories, settings-like objects: products, tags). Writing still needs the right. The name of a
   * boolean field: those records of which it is true; the others are their owner's alone, whatever the data scope of a role.
   */
  readonly everyone?: boolean | string
  /**
   * The fields that name the record which this one is about, by object and id: who may see that record sees this one, and nobody else does,
   * whatever his data scope or a share says. It is changed within the scope by those who see it. It follows its record when that is joined to another.
   */
  readonly about?: About
  /** What nobody owns is a pool: every colleague who may read such records at all sees it, and who leads others may change it. */
  readonly pool?: boolean
}

export interface Validation {
  readonly name: string
  /** CEL over the record; must be true, else refused at `field` with `message`. */
  readonly rule: string
  readonly message: Label
  readonly field?: string
}

/** The values of a record's own fields; what is empty is null. */
export type ValuesOf<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> | null }

/** What a derivation or a guard is given: the record as it will stand, its parts in order, and how it stood before (null at creation). */
export interface Standing<F extends Fields = Fields, P extends Parts = Parts> {
  readonly row: ValuesOf<F>
  readonly parts: { readonly [K in keyof P]: readonly RowOf<P[K]>[] }
  readonly before: ValuesOf<F> | null
  /** ISO time of the unit of work. */
  readonly now: string
}

/**
 * Values that follow from the record and its parts: computed in every write, in forms while typing and in dry runs; nobody else writes them.
 * Pure. A field that is left out of the answer keeps its value.
 */
interface Derivation<F extends Fields = Fields, P extends Parts = Parts> {
  readonly fields: readonly (keyof F & string)[]
  compute(standing: Standing<F, P>): { readonly [K in keyof F]?: unknown }
}

/** Must hold for a record to take a state; pure, and worded for whoever is refused. */
export interface Guard<F extends Fields = Fields, P extends Parts = Parts> {
  readonly name: string
  readonly message: Label
  /** Where the form shows it. */
  readonly field?: keyof F & string
  holds(standing: Standing<F, P>): boolean
}

/** The table of states of a select field. */
export interface States<F extends Fields = Fields, P extends Parts = Parts> {
  readonly field: keyof F & string
  /** States a record may be created in; all when absent. */
  readonly initial?: readonly string[]
  readonly moves: Readonly<Record<string, readonly string[]>>
  /** What must hold to take a state, and to keep it at every later change. */
  readonly guards?: Readonly<Record<string, readonly Guard<F, P>[]>>
  /** Fields and parts that stand still while a record is in a state; a move out of it frees them. */
  readonly fixed?: Readonly<Record<string, readonly string[]>>
  /** Act by which a state is taken, where generic writes may not: a board runs it. */
  readonly by?: Readonly<Record<string, string>>
  /** Right that a person needs to bring a record into a state. */
  readonly may?: Readonly<Record<string, string>>
}

export interface ObjectDefinition<F extends Fields = Fields, P extends Parts = Parts> {
  /** Dotted: `module.noun`. Table `<module>_<noun>`, route `/api/v1/<module>/<noun>`. */
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
  /** The day at whose rates its amounts in other currencies are worth something in the company's own, also those of its parts; `created_at` unless said and where it is empty. */
  readonly ratedOn?: keyof F & string
  /** Field by which the board groups. */
  readonly board?: keyof F & string
  /** Fields for calendar view. */
  readonly calendar?: { readonly start: keyof F & string; readonly end?: keyof F & string }
  /** What the first list shows behind the title, in order, as much as fits a desk; fields of other modules among them. Absent: those `inList`. */
  readonly columns?: readonly string[]
  /** Default sort of the first list, `-created_at` unless said. */
  readonly sort?: string
  /** Allowed states of a select field, how a record comes into them and what must hold in them. */
  readonly states?: States<NoInfer<F>, NoInfer<P>>
  /**
   * Lines of which this record is the whole: written, locked, versioned, permitted and told together with it.
   * Each part says by `partOf` which of its references leads here.
   */
  readonly parts?: P
  readonly derive?: Derivation<NoInfer<F>, NoInfer<P>>
  /** Values that follow from other records. */
  readonly follows?: FollowDefinition<keyof NoInfer<F> & string>
  /** Fields and parts that generic writes may not touch: commands do. A migration may, and says so. */
  readonly written?: { readonly [K in keyof NoInfer<F> | PartName<NoInfer<P>>]?: 'commands' }
  /** Command by which a record is made; the generic door opens it. */
  readonly createBy?: string
  /** Command that takes the place of deleting: generic doors refuse to delete and name it. */
  readonly removeBy?: string
  readonly joined?: JoinRule<NoInfer<F>>
  /** Rules that read other records, for a whole set at once. */
  readonly checks?: readonly CheckDefinition[]
  /** Owned by another record (order lines, messages): no menu of its own. `reference` is the field to the owner. */
  readonly partOf?: { readonly object: string; readonly reference: string }
  /** What happens to its records is no news of the person they are of: identifiers, consents, places on a list. */
  readonly quiet?: boolean
  /** Not offered in menus; still in the API. */
  readonly hidden?: boolean
  /** Created by an administrator on screen. */
  readonly custom?: boolean
  /** Only engines write it; API and screens read. */
  readonly ledger?: boolean
  /** Place among what is made often, in the menu of new records; absent: behind those. */
  readonly often?: number
  /**
   * What the house and its screens keep in it, whatever it is called: the bell's lines, how somebody wants to be told, the views of lists, when
   * one works, the holidays of its years, and what other currencies are worth (`currency`, `holds_from`, `rate`).
   */
  readonly keeps?: 'notifications' | 'notice_preferences' | 'views' | 'calendars' | 'calendar_years' | 'exchange_rates'
  /** Belongs to a colleague and goes on without that colleague: who leaves hands it over with `owner`. */
  readonly handedOver?: boolean
  /** What its records say of the model: checked when saved, counted as uses. */
  readonly holds?: readonly HeldDefinition[]
  /** Others are built on its records: one that is used is not deleted unseen, even where references would let go. */
  readonly keptWhileUsed?: boolean
}

/** The columns that every record has, beside its own fields (a type and no interface: a row is a record of values). */
export type CommonColumns = {
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
export type RowOf<D extends { readonly fields: Fields }> = CommonColumns & {
  [K in keyof D['fields']]: D['fields'][K] extends Field<infer _T, infer R>
    ? [R] extends [true]
      ? ValueOf<D['fields'][K]>
      : ValueOf<D['fields'][K]> | null
    : never
}

const objectName = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/
const fieldName = /^[a-z][a-z0-9_]*$/

/** Describes an object once; table, API, form, list, permission, mirror and report follow. Throws on a malformed definition. */
export const defineObject = <const F extends Fields, const P extends Parts = Parts>(
  definition: ObjectDefinition<F, P>,
): ObjectDefinition<F, P> => {
  check(objectName.test(definition.name), `object name ${definition.name} is room.noun`)
  for (const name of Object.keys(definition.fields)) {
    check(fieldName.test(name) && name.length <= 48, `field name ${definition.name}.${name} is snake_case, at most 48 letters`)
    check(!(commonColumns as readonly string[]).includes(name), `field ${name} of ${definition.name} is a common column`)
  }
  for (const name of Object.keys(definition.parts ?? {}))
    check(fieldName.test(name) && !(name in definition.fields), `parts ${name} of ${definition.name} have a name of their own`)
  for (const name of Object.values(definition.states?.fixed ?? {}).flat())
    check(name in definition.fields || name in (definition.parts ?? {}), `${name} is a field or part of ${definition.name}`)
  for (const name of [
    ...(definition.derive?.fields ?? []),
    ...(definition.follows?.fields ?? []),
    ...(definition.follows?.when ?? []),
  ])
    check(name in definition.fields, `${name} is a field of ${definition.name}`)
  for (const name of Object.keys(definition.written ?? {}))
    check(name in definition.fields || name in (definition.parts ?? {}), `${name} is a field or part of ${definition.name}`)
  for (const field of (definition.holds ?? []).flatMap(fieldsOfHeld))
    check(field in definition.fields, `${definition.name} holds a definition in a field that it has (${field})`)
  const { about } = definition.access ?? {}
  check(
    !about || definition.mirrored === false,
    `${definition.name} is about other records and has no mirror: who sees it is said by theirs`,
  )
  for (const name of about ? [about.object, about.record] : [])
    check(name in definition.fields, `${definition.name} is about a record that its fields name (${name})`)
  if (definition.ratedOn) check(definition.ratedOn in definition.fields, `${definition.ratedOn} is a field of ${definition.name}`)
  check(definition.title in definition.fields, `title ${definition.title} is a field of ${definition.name}`)
  return definition
}

/** `customer.person` → `customer_person`. */
export const tableOf = (objectName: string): string => objectName.replace('.', '_')
