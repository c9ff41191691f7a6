import type { Filter } from './filter.ts'
import type { AmountType, LedgerDefinition, OpenLedger } from './define-ledger.ts'
import type { CommandDefinition } from './define-command.ts'
import type { NoticeDefinition } from './define-notice.ts'
import type { Fields, ObjectDefinition, RowOf } from './define-object.ts'
import type { FactInput } from './fact.ts'
import type { Named } from './handle.ts'
import type { Answered, ChangesOf, ColumnOf, ObjectHandle, OnlyOf, RowGiven } from './typed-rows.ts'
import type { Use, UsedThing } from './uses.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** Who acts. `system` is an engine or the installation itself and passes every permission. */
export interface Actor {
  readonly kind: 'user' | 'key' | 'system'
  /** Staff record id for users; key id for keys; engine name for the system. */
  readonly id: string
  readonly name?: string
  readonly locale?: 'zh-CN' | 'en'
}

export interface Page {
  readonly limit?: number
  readonly cursor?: string | null
}
export interface ListQuery extends Page {
  readonly filter?: Filter
  /** Full words of the search box. */
  readonly search?: string
  /** `-created_at`, `name`; at most three. */
  readonly sort?: readonly string[]
  /** Chosen fields; default: those of the object. Paths through references allowed. */
  readonly fields?: readonly string[]
  /** Also count, up to 10,000. */
  readonly count?: boolean
  /** Include soft-deleted records. */
  readonly deleted?: boolean
  /** API form: references, users, departments as `{ id, title }` instead of plain ids. Default: where one only reads. */
  readonly titles?: boolean
  /** Locks the rows of the page until the unit of work ends; sorted by id unless said, so that two units cannot wait for each other. */
  readonly forUpdate?: boolean
}
export interface ListResult<R = Row> {
  readonly data: R[]
  readonly next: string | null
  readonly count?: { readonly value: number; readonly capped: boolean }
  /** Where it asks what people did: everything up to this moment counts. */
  readonly as_of?: string
}
export type Row = Record<string, unknown> & { id: string; version?: number }

export interface UpsertInput {
  readonly object: string
  /** Rows of field values; `id` and `version` as in update when known. */
  readonly rows: readonly Record<string, unknown>[]
  /** Field(s) that identify a record; absent: every row is created. `source_id` is allowed with `source`. */
  readonly key?: readonly string[]
  /** Name of a foreign system; each row's `source_id` is remembered for it. */
  readonly source?: string
  /** What becomes of rows that name no record: neither by `id`, nor by `source_id`, nor by all fields of the key. Nothing said: they are created. */
  readonly keyless?: 'create' | 'skip'
  /** Keep given created_at / created_by / owner. */
  readonly keepOrigins?: boolean
  /**
   * A migration (right `records.migrate`): records come as they were elsewhere, in any state, with what only commands write; an object that a
   * command makes is made. Their facts say so.
   */
  readonly migrating?: boolean
  /** Collect refusals per row instead of ending at the first. */
  readonly partial?: boolean
  /** Validate only. */
  readonly dryRun?: boolean
  /** An undo: values that records had are put back whatever the table of states says of the way there. The house only. */
  readonly putBack?: boolean
  /** Told once all rows are new and have their numbers: whoever takes numbers from here on takes later ones. Not told where none were taken. */
  readonly numbered?: () => void
}
export interface RowProblem {
  readonly row: number
  readonly path: string
  readonly code: string
  readonly params?: Record<string, unknown>
}
export interface UpsertResult {
  /** One entry per input row, in order; null where refused or left out. */
  readonly ids: (string | null)[]
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  /** Rows that were left out because they name no record; see `UpsertInput.keyless`. */
  readonly keyless: readonly number[]
  readonly refused: readonly RowProblem[]
}

/** What could not come back with a record: a unique key taken meanwhile, a reference that somebody pointed elsewhere. */
export interface NotRestored {
  readonly object: string
  readonly id: string
  readonly reason: 'key_taken' | 'changed_meanwhile'
}

export interface GetOptions {
  readonly fields?: readonly string[]
  readonly deleted?: boolean
  readonly forUpdate?: boolean
  readonly titles?: boolean
  /** With its parts, by the whole's name for them, in order. */
  readonly parts?: boolean
}

/** Largest page inside a unit of work; ten times as many where only ids are asked for. Pages that somebody turns are smaller. */
export const setRowsMax = 1000

/** The one write path and the one query by names: what the world asks by (routes, imports, definitions of administrators). Rows are loose. */
export interface RecordsByName {
  /** Row with references as plain ids. Refuses `record.not_found` (404) also when it may not be seen. */
  get(object: string, id: string, options?: GetOptions): Promise<Row>
  list(object: string, query?: ListQuery): Promise<ListResult>
  /** Rows by id, as many as are asked for (at most ten thousand), a statement a thousand; those that are not there or may not be seen are missing. */
  find(
    object: string,
    ids: readonly string[],
    options?: Pick<GetOptions, 'fields' | 'forUpdate'>,
  ): Promise<ReadonlyMap<string, Row>>
  /** All of them, in sets of at most a thousand by id: what reads "all" says so, and no page ends it early. */
  inSets(object: string, query?: SetQuery): AsyncIterable<Row[]>
  /** Exact number of records, on demand. */
  count(object: string, query?: Pick<ListQuery, 'filter' | 'search'>): Promise<number>
  /** Whether the actor may ask this of the object's records: all that it names is open to him. */
  mayAsk(object: string, filter: Filter): boolean
  create(object: string, values: Record<string, unknown>): Promise<Row>
  /** Optimistic: pass `version` in values to have it compared (409 `record.stale_version` with both versions). */
  update(object: string, id: string, values: Record<string, unknown>): Promise<Row>
  /** One record, or a set of at most a thousand. */
  remove(object: string, id: string | readonly string[], options?: { version?: number }): Promise<void>
  /** Where records, a field or an object are used, as far as the actor may see. */
  uses(used: UsedThing): Promise<Use[]>
  /** Brings back a record and all that went with it; `not_restored` names what could not come. */
  restore(object: string, id: string): Promise<Row & { readonly not_restored?: readonly NotRestored[] }>
  /** Sets: one statement per thousand rows. */
  upsert(input: UpsertInput): Promise<UpsertResult>
  /** The same change to every record of a filter the actor may write, in sets of a thousand; answers how many. Refused above `max`, if given. */
  updateWhere(object: string, filter: Filter, values: Record<string, unknown>, options?: { max?: number }): Promise<number>
}

type SetQuery = Pick<ListQuery, 'filter' | 'search' | 'fields' | 'forUpdate'>
/** Options that choose columns of a known object; an answer in the API's form is asked for by name. */
type Choosing<O, K> = Omit<O, 'fields' | 'titles'> & { readonly fields?: readonly K[] }

/**
 * The same by handle: `get(order, id)` is a `RowOf<typeof order>`, `fields` choose of it, and a field or part that the object does not have
 * does not compile in a change.
 */
export interface Records extends RecordsByName {
  get<D extends ObjectHandle, const K extends ColumnOf<D> = never>(
    object: D,
    id: string,
    options?: Omit<Choosing<GetOptions, K>, 'parts'>,
  ): Promise<Answered<D, K>>
  get(object: string, id: string, options?: GetOptions): Promise<Row>
  list<D extends ObjectHandle, const K extends ColumnOf<D> = never>(
    object: D,
    query?: Choosing<ListQuery, K>,
  ): Promise<ListResult<Answered<D, K>>>
  list(object: string, query?: ListQuery): Promise<ListResult>
  find<D extends ObjectHandle, const K extends ColumnOf<D> = never>(
    object: D,
    ids: readonly string[],
    options?: Choosing<Pick<GetOptions, 'forUpdate'>, K>,
  ): Promise<ReadonlyMap<string, Answered<D, K>>>
  find(
    object: string,
    ids: readonly string[],
    options?: Pick<GetOptions, 'fields' | 'forUpdate'>,
  ): Promise<ReadonlyMap<string, Row>>
  inSets<D extends ObjectHandle, const K extends ColumnOf<D> = never>(
    object: D,
    query?: Choosing<SetQuery, K>,
  ): AsyncIterable<Answered<D, K>[]>
  inSets(object: string, query?: SetQuery): AsyncIterable<Row[]>
  count(object: Named, query?: Pick<ListQuery, 'filter' | 'search'>): Promise<number>
  mayAsk(object: Named, filter: Filter): boolean
  create<D extends ObjectHandle, const V extends ChangesOf<D>>(object: D, values: OnlyOf<V, D>): Promise<RowOf<D>>
  create(object: string, values: Record<string, unknown>): Promise<Row>
  update<D extends ObjectHandle, const V extends ChangesOf<D>>(object: D, id: string, values: OnlyOf<V, D>): Promise<RowOf<D>>
  update(object: string, id: string, values: Record<string, unknown>): Promise<Row>
  remove(object: Named, id: string | readonly string[], options?: { version?: number }): Promise<void>
  restore(object: Named, id: string): Promise<Row & { readonly not_restored?: readonly NotRestored[] }>
  upsert<D extends ObjectHandle, const V extends RowGiven<D>>(input: UpsertOf<D, V>): Promise<UpsertResult>
  upsert(input: UpsertInput): Promise<UpsertResult>
  updateWhere<D extends ObjectHandle, const V extends ChangesOf<D>>(
    object: D,
    filter: Filter,
    values: OnlyOf<V, D>,
    options?: { max?: number },
  ): Promise<number>
  updateWhere(object: string, filter: Filter, values: Record<string, unknown>, options?: { max?: number }): Promise<number>
}
/** A set of a known object's rows. */
interface UpsertOf<D extends ObjectHandle, V> extends Omit<UpsertInput, 'object' | 'rows' | 'key'> {
  readonly object: D
  readonly rows: readonly OnlyOf<V, D, RowGiven<D>>[]
  readonly key?: readonly (ColumnOf<D> | 'source_id')[]
}

/** What one staff member may see, for words that are told to him. */
export interface Sight extends Pick<Records, 'get' | 'list' | 'count'> {
  /** Whether he may see a record. */
  sees(object: string, id: string): Promise<boolean>
  /** What a record is called; null for one he may not see, or not by its name. */
  titleOf(object: string, id: string): Promise<string | null>
  /** Content with its texts filled by what he may see (see `filledContent`). */
  shown(content: Readonly<Record<string, unknown>>): Record<string, unknown>
}

/** The working calendars of a company. */
export interface Calendars {
  /** The company's own; where it keeps none, one that never closes. */
  readonly usual: WorkingCalendar
  /** One of them by id; the company's for none, and for one that has gone. */
  of(id: string | null | undefined): WorkingCalendar
  readonly all: readonly WorkingCalendar[]
}

/** What a command, reaction or step works with: one tenant, one actor, one transaction, one moment. */
export interface UnitOfWork {
  readonly tenant: string
  readonly actor: Actor
  /** ISO time of this unit of work; business code never asks the clock. */
  readonly now: string
  /** IANA zone of the tenant. */
  readonly zone: string
  /** The company's own currency. */
  readonly currency: string
  /** Where numbers without a country are dialled: ISO 3166-1. */
  readonly phoneRegion: string
  readonly locale: 'zh-CN' | 'en'
  /** When one works here; read once a unit. */
  calendars(): Promise<Calendars>
  readonly records: Records
  /** Objects of the tenant's model by what their definitions say: a module that serves all of a kind names none of them. */
  objects(which: (object: ObjectDefinition) => boolean): readonly ObjectDefinition[]
  /** What the product tells staff of. */
  readonly notices: readonly NoticeDefinition[]
  /** One ledger: the only way its entries are written. */
  ledger<A extends Fields, M extends AmountType>(definition: LedgerDefinition<A, M>): OpenLedger<A, M>
  /** The same unit of work with the rights of the system (for reads that decide, not for reads that are shown). */
  readonly system: UnitOfWork
  /** The same unit of work as the generic door: what only commands may write is refused here even to the system. For steps and tools that write fields a user named. */
  readonly generic: UnitOfWork
  /** The eyes of a staff member. */
  sightOf(staff: string): Promise<Sight>
  /** New UUIDv7. */
  id(): string
  /** Appends a fact in this transaction. */
  emit(fact: FactInput): Promise<void>
  /** Statement inside this transaction, in the tenant's schema: `work.sql('select 1 where $1', [true])`. Own tables only. */
  sql<R = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<R[]>
  /**
   * What several parts of one unit of work read alike is read once: `key` says what, with what. Read again after the unit has written a
   * record of `objects`.
   */
  once<T>(key: string, objects: readonly string[], read: () => Promise<T>): Promise<T>
  /** A setting's value for this tenant (see defineSetting). */
  setting<T = unknown>(name: string): Promise<T>
  /** Background job after commit. */
  enqueue(job: string, payload: Record<string, unknown>, options?: { runAt?: string; key?: string }): Promise<void>
  /** A part of the work that leaves nothing behind when it is refused, its facts included; the refusal goes on to the caller. */
  attempt<T>(act: () => Promise<T>): Promise<T>
  /** Does it, answers what came of it and which facts it would have told, and takes all of it back. */
  rehearse<T>(act: () => Promise<T>): Promise<{ readonly answer: T; readonly facts: readonly FactInput[] }>
  /** Runs another command in the same transaction with the same actor. */
  run<I, O>(command: CommandDefinition<I, O>, input: I): Promise<O>
  run<O = unknown>(command: string, input: unknown): Promise<O>
}
