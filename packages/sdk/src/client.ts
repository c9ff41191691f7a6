import type { AnyModel, CommandName, CreateOf, ModelTypes, ObjectName, RecordOf, UpdateOf } from './model.ts'
import { type Call, type Connection, send } from './send.ts'

/** A tree of conditions: `{ field, op, value }`, `{ and: […] }`, `{ or: […] }`, `{ not: … }`; see the reference of your company at `/docs`. */
export type Filter = Readonly<Record<string, unknown>>

/** A question to a list. Paths through references (`person.city`) are fields, too. */
export interface Query<Field extends string = string> {
  readonly filter?: Filter
  readonly search?: string
  /** `-created_at` sorts downwards. */
  readonly sort?: readonly string[]
  readonly fields?: readonly (Field | (string & {}))[]
  /** At most 200. */
  readonly limit?: number
  readonly cursor?: string | null
  readonly count?: boolean
}
export interface Page<T> {
  readonly data: readonly T[]
  readonly next: string | null
  readonly count?: { readonly value: number; readonly capped: boolean }
}
/** What a write would do. */
export interface DryRun {
  readonly dry_run: true
  readonly answer: unknown
  readonly makes: readonly Counted[]
  readonly changes: readonly Counted[]
  readonly deletes: readonly Counted[]
}
interface Counted {
  readonly object: string
  readonly count: number
}
/** The same `once` is done once, however often it is sent; nothing said: a key of its own, so that a try that got lost is no second write. */
export interface Writing {
  readonly once?: string
  readonly signal?: AbortSignal
}
export interface BulkAnswer {
  readonly ids: readonly (string | null)[]
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: readonly { readonly row: number; readonly path: string; readonly code: string; readonly detail?: string }[]
}

const pageRows = 200
const pathOf = (object: string): string => `/${object.split('.').map(encodeURIComponent).join('/')}`
const ofWriting = ({ once = crypto.randomUUID(), signal }: Writing): Pick<Call, 'once' | 'signal'> =>
  signal ? { once, signal } : { once }

const recordsOf = <M extends ModelTypes, N extends ObjectName<M>>(connection: Connection, object: N) => {
  type Row = RecordOf<M, N>
  const path = pathOf(object)
  const list = (
    query: Query<keyof Row & string> = {},
    signal?: AbortSignal,
  ): Promise<Page<Partial<Row> & { readonly id: string }>> =>
    send(connection, { method: 'POST', path: `${path}/query`, asks: true, body: query, ...(signal ? { signal } : {}) })
  return {
    /** One page. */
    list,
    /** All that answer, page by page. */
    async *all(query: Omit<Query<keyof Row & string>, 'cursor' | 'count'> = {}, signal?: AbortSignal) {
      for (let cursor: string | null = null; ; ) {
        const page: Page<Partial<Row> & { readonly id: string }> = await list({ limit: pageRows, ...query, cursor }, signal)
        yield* page.data
        cursor = page.next
        if (cursor === null) return
      }
    },
    get: (id: string): Promise<Row> => send(connection, { method: 'GET', path: `${path}/${id}` }),
    create: (values: CreateOf<M, N>, writing: Writing = {}): Promise<Row> =>
      send(connection, { method: 'POST', path, body: values, ...ofWriting(writing) }),
    /** Give the `version` you have read and it is refused (409) where somebody else was first. */
    update: (id: string, values: UpdateOf<M, N>, writing: Writing = {}): Promise<Row> =>
      send(connection, { method: 'PATCH', path: `${path}/${id}`, body: values, ...ofWriting(writing) }),
    remove: (id: string, writing: Writing = {}): Promise<null> =>
      send(connection, { method: 'DELETE', path: `${path}/${id}`, ...ofWriting(writing) }),
    restore: (id: string, writing: Writing = {}): Promise<Row> =>
      send(connection, { method: 'POST', path: `${path}/${id}/restore`, ...ofWriting(writing) }),
    /** What a new record would come to; nothing is written. */
    tryCreate: (values: CreateOf<M, N>): Promise<DryRun> =>
      send(connection, { method: 'POST', path, body: values, asks: true, query: { dry_run: true } }),
    tryUpdate: (id: string, values: UpdateOf<M, N>): Promise<DryRun> =>
      send(connection, { method: 'PATCH', path: `${path}/${id}`, body: values, asks: true, query: { dry_run: true } }),
    /** At most 1,000 rows at once; `partial` keeps the good ones. */
    upsert: (
      given: { readonly key?: readonly string[]; readonly rows: readonly Partial<CreateOf<M, N>>[]; readonly partial?: boolean },
      writing: Writing = {},
    ): Promise<BulkAnswer> => {
      const { partial, ...upsert } = given
      return send(connection, {
        method: 'POST',
        path: `${path}/bulk`,
        body: { upsert, ...(partial === undefined ? {} : { partial }) },
        ...ofWriting(writing),
      })
    },
    /** What was done to a record, newest first. */
    history: (
      id: string,
      page: { readonly limit?: number; readonly cursor?: string } = {},
    ): Promise<Page<Record<string, unknown>>> => send(connection, { method: 'GET', path: `${path}/${id}/history`, query: page }),
  }
}

/** Lianke as a program meets it: `connect<MyCompany>({ url, key })`, where `MyCompany` is what `lianke-sdk` has written. */
export const connect = <M extends ModelTypes = AnyModel>(connection: Connection) => ({
  /** Records of one object. */
  records: <N extends ObjectName<M>>(object: N) => recordsOf<M, N>(connection, object),
  /** An act of the business. An act on a record takes its `id`. */
  run: <T = unknown, C extends CommandName<M> = CommandName<M>>(
    command: C,
    input: M['commands'][C],
    writing: Writing = {},
  ): Promise<T> =>
    send(connection, { method: 'POST', path: `/commands/${encodeURIComponent(command)}`, body: input, ...ofWriting(writing) }),
  /** Where a word occurs. */
  search: (q: string, limit = 20): Promise<{ readonly data: readonly Hit[] }> =>
    send(connection, { method: 'GET', path: '/search', query: { q, limit } }),
  /** Counts and sums over records or events, grouped. */
  aggregate: (question: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> =>
    send(connection, { method: 'POST', path: '/reports/aggregate', asks: true, body: question }),
  /** Any other route under `/api/v1`. */
  send: <T>(call: Call): Promise<T> => send<T>(connection, call),
})
interface Hit {
  readonly object: string
  readonly id: string
  readonly title: string | null
}
export type Client<M extends ModelTypes = AnyModel> = ReturnType<typeof connect<M>>
