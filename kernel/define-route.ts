import { z } from 'zod'
import { check } from './check.ts'
import type { ChannelHost } from './define-channel.ts'
import type { Arrival, GreetingContent } from './define-greeting.ts'
import type { Label } from './label.ts'
import type { DecideSettings } from './settings-now.ts'
import type { Actor, UnitOfWork } from './unit-of-work.ts'

type RouteMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may come in: anybody (`public`: the route itself proves who speaks, by a signature, a key, a code), whoever is signed in or shows a key
 * (`principal`), whoever holds a named right, whoever may do that with records of an object.
 */
export type RouteMay =
  | 'public'
  | 'principal'
  | { readonly right: string }
  | { readonly object: string; readonly action: 'create' | 'read' | 'update' | 'delete' }

const moment = z.iso.datetime({ offset: true }).nullable()
/** What a job's last run looks like to whoever waits for it. */
export const jobState = z.object({
  id: z.string(),
  job: z.string(),
  status: z.enum(['waiting', 'running', 'retrying', 'failed', 'done', 'cancelled']),
  attempt: z.number(),
  attempts_max: z.number().nullable(),
  run_at: moment,
  started_at: moment,
  finished_at: moment,
  done: z.number().nullable(),
  total: z.number().nullable(),
  problem: z.string().nullable(),
})
type JobState = z.output<typeof jobState>

/** Somebody whom a channel has identified as a member of staff: by the field of the staff record that holds the account there. */
export interface ChannelVisitor {
  readonly field: string
  readonly account: string
  /** The vendor's company whose account it is, where that is not the first: those stand in records of their own. */
  readonly issuer?: string
}

/** One company as a route works in it. */
export interface RouteCompany {
  readonly tenant: string
  /** Its engines and jobs rest: what comes in is kept, nothing goes out. */
  readonly paused: boolean
  /** In whose name it works: the caller, of a public route the module of the route. */
  readonly actor: Actor
  /** Settings, secrets, HTTP, the inbox. */
  readonly host: ChannelHost
  /** One transaction. */
  unit<T>(run: (work: UnitOfWork) => Promise<T>): Promise<T>
  /** For reads only: rows in the API form. */
  reading(): Promise<UnitOfWork>
  /** The last run of a job, or that which waits; null: it was never asked for. `about`: of those that were asked for with it (null: with none). */
  lastRun(job: string, about?: string | null): Promise<JobState | null>
  /** Keeps settings in the caller's name, all or none, by what stands at this moment: no other writer comes between. Refuses `setting.bad_value`. */
  changeSettings(decide: DecideSettings): Promise<void>
  /** Counts what was turned away at the door, by reason, for whoever sets the channel up; the last texts of each reason are kept as they came, cut short. */
  turnedAway(reason: string, text?: string): void
  /** What the company greets a newcomer with, his links marked; null: nothing, or nothing as long as his name is not known (null). */
  greeting(arrival: Arrival, nickname: string | null): Promise<GreetingContent | null>
  /** A session of that member of staff: the `set-cookie` line. Refuses `account.no_staff`, `account.left`, `sign_in.disabled` (403). */
  signIn(visitor: ChannelVisitor): Promise<string>
}

/** Something a route promised itself for later, which travels through a stranger's hands: signed and dated. */
export interface Notes {
  write(value: Readonly<Record<string, string>>, seconds: number): string
  /** Null: not ours, altered or too old. */
  read(text: string): Readonly<Record<string, string>> | null
}

/** One request. */
export interface RouteCall<P = unknown, Q = unknown, B = unknown> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly address: string
  readonly agent: string | null
  readonly locale: 'zh-CN' | 'en'
  /** Where the product is reached from outside, without a stroke at the end. */
  readonly publicUrl: string
  readonly notes: Notes
  /** A random nonce of 32 hex digits. */
  nonce(): string
  /** A company by its id, or the installation's first; null: there is none that is served. One that is paused is answered to who takes in for later (`paused`). */
  companyOf(tenant?: string, options?: { readonly paused?: boolean }): Promise<RouteCompany | null>
  /** Remembers a sign-in that was refused. */
  signInRefused(about: { readonly tenant: string | null; readonly login: string }): Promise<void>
}
/** The company of a route is the caller's; a public route finds out whose it is. */
type RouteWork<M extends RouteMay, P, Q, B> = M extends 'public' ? RouteCall<P, Q, B> : RouteCall<P, Q, B> & RouteCompany

/** An answer that is no JSON of the route's own kind: what a vendor or a browser waits for. */
export class Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string
  constructor(given: { status?: number; headers?: Readonly<Record<string, string | readonly string[]>>; body?: string } = {}) {
    this.status = given.status ?? 200
    this.headers = given.headers ?? {}
    this.body = given.body ?? ''
  }
}

interface RouteWords<M extends RouteMay> {
  /** `<module>.<noun>`; the operation's id in OpenAPI. */
  readonly name: string
  readonly label: Label
  readonly help?: Label
  readonly method: RouteMethod
  /** `/api/v1/<module>/…`; a public one where the world expects it (`/callbacks/<module>/:tenant`). */
  readonly path: `/${string}`
  readonly may: M
  readonly limits?: {
    readonly bodyBytesMax?: number
    /**
     * How often one address may come. Nothing said: a public route stands under the limit that all strangers share. Null: none, where a
     * vendor comes from few addresses and every call is proved.
     */
    readonly perAddress?: { readonly perSecond: number; readonly burst: number } | null
  }
  /** Media types whose body arrives as bytes, just as it came (`body` is not read then); any of them where a signature inside says what it is: the two stars of HTTP. */
  readonly raw?: readonly string[]
  /** Status of an answer by `answer`; 200 where nothing is said. */
  readonly status?: 200 | 201 | 202
  /** Media types of a {@link Reply}, where the route gives one. */
  readonly content?: readonly string[]
  /** A page that people open and no application draws: its refusals are drawn too, in both languages. */
  readonly page?: { readonly title: Label; readonly act: Label; readonly href: string }
}

/** One HTTP route of a module: the platform mounts it, its schemas are its part of OpenAPI. What the answer's schema does not name does not leave. */
export interface RouteDefinition extends RouteWords<RouteMay> {
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  readonly body: z.ZodType | null
  readonly answer: z.ZodType | null
  // biome-ignore lint/suspicious/noExplicitAny: what arrives was read by the schemas above
  readonly run: (call: any) => Promise<unknown>
}

const nothing = z.strictObject({})
type Nothing = typeof nothing
type Body<B, R> = R extends readonly string[] ? Uint8Array : B extends z.ZodType ? z.output<B> : undefined
interface RouteSource<
  M extends RouteMay,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType | undefined,
  A extends z.ZodType | undefined,
  R extends readonly string[] | undefined,
> extends Omit<RouteWords<M>, 'raw'> {
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly answer?: A
  readonly raw?: R
  readonly run: (
    call: RouteWork<M, z.output<P>, z.output<Q>, Body<B, R>>,
  ) => Promise<A extends z.ZodType ? z.input<A> | Reply : Reply>
}

const namesIn = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)

/** A route of a module, an engine or a channel, listed in its `routes`. */
export const defineRoute = <
  M extends RouteMay,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType | undefined = undefined,
  A extends z.ZodType | undefined = undefined,
  R extends readonly string[] | undefined = undefined,
>(
  source: RouteSource<M, P, Q, B, A, R>,
): RouteDefinition => {
  const { name, method, path, may, body = null, raw, answer = null, params = nothing, query = nothing, content, ...rest } = source
  const named = namesIn(path).sort().join()
  check(named === Object.keys(params.shape).sort().join(), `${name} reads the parameters of its path (${path})`)
  check(path.startsWith('/api/v1/') || may === 'public', `${name} lies under /api/v1, where callers are known (${path})`)
  check(!path.startsWith('/api/v1/') || may !== 'public', `${name} is public, so it lies outside /api/v1 (${path})`)
  check(answer || content, `${name} says what it answers`)
  check(!(body && raw) && (method !== 'GET' || !(body ?? raw)), `${name} takes one body, and none with GET`)
  return {
    ...rest,
    name,
    method,
    path,
    may,
    body,
    answer,
    params,
    query,
    ...(raw ? { raw } : {}),
    ...(content ? { content } : {}),
  }
}
