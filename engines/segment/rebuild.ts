import { personObject, Refusal, refuse } from '@lianke/kernel'
import {
  analyticsPosition,
  type EngineHost,
  isAnalyticsWhole,
  matchingRecords,
  personsOfFilter,
  type Turned,
} from '@lianke/platform'
import { inOrder, membersOf, type SegmentRow, touchesOf } from './rules/segment-order.rule.ts'
import { changeMembers, readSegments } from './statements/membership.statement.ts'

const changesPerTransactionMax = 1000
const leaseMs = 10 * 60_000
/** Time alone makes people leave: such segments are asked again this often, rarer when asking takes long. */
const clockEveryMs = 60_000
const clockShareMax = 20
/** All others once a day, against drift. */
const dailyMs = 24 * 3_600_000
const retryMs = 60_000
/** Persons with news since the store's position are asked of PostgreSQL, and for good measure those of the last minutes before it. */
const recentMs = 5 * 60_000

/** What decides who is in a segment; a change of it means a rebuild. */
const definitionOf = (segment: SegmentRow): string => JSON.stringify([segment.filter, segment.include, segment.exclude])

interface Difference {
  readonly entered: string[]
  readonly left: string[]
  readonly members: number
  /** The store held everything up to here when it was asked. */
  readonly asOf: string
}

const filterContext = async (host: EngineHost) => ({
  now: host.now(),
  zone: await host.zone(),
  region: (await host.platform.model(host.tenant)).phoneRegion,
  me: null,
  team: [],
  teamAndBelow: [],
})

/** Refuses `segment.store_not_whole`: who is missing from a store that is made anew, or is an older one, has not left. */
const whileWhole = async <T>(host: EngineHost, ask: () => Promise<T>): Promise<T> => {
  const { database, analytics } = host.platform
  const whole = () => isAnalyticsWhole({ database, analytics, tenant: host.tenant })
  const answer = (await whole()) ? await ask() : null
  return answer !== null && (await whole()) ? answer : refuse('segment.store_not_whole', { status: 503 })
}

/** One question to the analytics store over all persons, compared with who is in now. Refuses `segment.store_not_whole`. */
export const evaluateSegment = (host: EngineHost, segment: SegmentRow): Promise<Difference> =>
  whileWhole(host, () => differenceOf(host, segment))

const differenceOf = async (host: EngineHost, segment: SegmentRow): Promise<Difference> => {
  const model = await host.platform.model(host.tenant)
  const current = new Set<string>()
  const known = await host.platform.database.query<{ persons: string[] }>(host.tenant, {
    text: `select coalesce(array_agg(person), '{}') as persons from segment_membership where segment = $1`,
    values: [segment.id],
  })
  for (const person of known[0]?.persons ?? []) current.add(person)
  const asOf = await analyticsPosition({
    query: (statement) => host.platform.database.query(host.tenant, statement),
  })
  const { sql, params } = personsOfFilter({ model, filter: await filterContext(host) }, segment.filter)
  const exclude = new Set(segment.exclude)
  const entered: string[] = []
  let members = 0
  const take = (person: string): void => {
    if (exclude.has(person)) return
    members++
    if (!current.delete(person)) entered.push(person)
  }
  const seen = new Set(segment.include)
  for await (const rows of host.platform.analytics.stream<{ id: string }>(host.tenant, sql, params))
    for (const row of rows) if (!seen.has(row.id)) take(row.id)
  for (const person of seen) take(person)
  return { entered, left: [...current], members, asOf }
}

/** Leaves out changes that newer facts, which the analytics store may not have yet, speak against. */
const confirm = async (
  host: EngineHost,
  segment: SegmentRow,
  { asOf, persons, member }: { readonly asOf: string; readonly persons: readonly string[]; readonly member: boolean },
): Promise<string[]> => {
  const since = new Date(Math.min(Date.parse(host.now()), Date.parse(asOf)) - recentMs).toISOString()
  return host.platform.database.transaction(host.tenant, async (tx) => {
    const recent = await tx.query<{ person: string }>({
      text: `select distinct person from fact where person = any($1) and recorded_at > $2`,
      values: [persons, since],
    })
    if (recent.length === 0) return [...persons]
    const asked = recent.map((row) => row.person)
    const given = { model: await host.platform.model(host.tenant), now: host.now(), zone: await host.zone() }
    const members = membersOf(await matchingRecords(tx, given, personObject, asked, segment.filter), asked, segment)
    const newer = new Set(asked)
    return persons.filter((person) => !newer.has(person) || members.has(person) === member)
  })
}

/** Evaluates one segment over all persons and writes the difference, a thousand at a time. */
export const rebuildSegment = async (
  host: EngineHost,
  segment: SegmentRow,
): Promise<{ entered: number; left: number; members: number }> => {
  const difference = await evaluateSegment(host, segment)
  const written = { entered: 0, left: 0 }
  for (const side of ['entered', 'left'] as const) {
    for (let at = 0; at < difference[side].length; at += changesPerTransactionMax) {
      const persons = await confirm(host, segment, {
        asOf: difference.asOf,
        persons: difference[side].slice(at, at + changesPerTransactionMax),
        member: side === 'entered',
      })
      written[side] += await host.platform.database.transaction(host.tenant, (tx) =>
        changeMembers(
          tx,
          segment.id,
          { entered: side === 'entered' ? persons : [], left: side === 'left' ? persons : [] },
          { now: host.now() },
        ),
      )
    }
  }
  await host.platform.database.transaction(host.tenant, (tx) =>
    tx.execute({
      text: `update marketing_segment set member_count = (select count(*) from segment_membership where segment = $1), refreshed_at = $2 where id = $1`,
      values: [segment.id, host.now()],
    }),
  )
  return { ...written, members: difference.members }
}

/** Takes one segment whose time has come, those that others look at first; null: none. */
const claimDue = (host: EngineHost) =>
  host.platform.database.transaction(host.tenant, async (tx) => {
    const { segments, unreadable } = await readSegments(tx)
    const { order, circle } = inOrder(segments)
    const now = host.now()
    await tx.execute({ text: `update segment_state set error = 'segment.circle' where segment = any($1)`, values: [circle] })
    await tx.execute({
      text: `insert into segment_state as s (segment, definition, error) select id, '', error from unnest($1::uuid[], $2::text[]) as n (id, error)
        on conflict (segment) do update set definition = '', next_at = null, error = excluded.error`,
      values: [unreadable.map(({ id }) => id), unreadable.map(({ error }) => error)],
    })
    // Deleted segments leave no members behind; paused ones keep theirs as they were.
    await tx.execute({
      text: `delete from segment_membership m where not exists (select 1 from marketing_segment s where s.id = m.segment and s.deleted_at is null)
      and m.segment in (select segment from segment_state s where not exists (select 1 from marketing_segment k where k.id = s.segment and k.deleted_at is null))`,
    })
    await tx.execute({
      text: `delete from segment_state s where not exists (select 1 from marketing_segment k where k.id = s.segment and k.deleted_at is null)`,
    })
    if (order.length === 0) return { segment: null, nextAt: null }
    await tx.execute({
      text: `insert into segment_state as s (segment, definition, next_at) select id, definition, $3 from unnest($1::uuid[], $2::text[]) as n (id, definition)
        on conflict (segment) do update set definition = excluded.definition, next_at = $3, leased_until = null, error = null where s.definition <> excluded.definition`,
      values: [order.map((segment) => segment.id), order.map(definitionOf), now],
    })
    const due = await tx.query<{ segment: string; next_at: string }>({
      text: `select segment, next_at from segment_state where segment = any($1) and next_at is not null and (leased_until is null or leased_until < $2) order by next_at for update skip locked`,
      values: [order.map((segment) => segment.id), now],
    })
    const ready = new Set(due.filter((row) => row.next_at <= now).map((row) => row.segment))
    const segment = order.find((one) => ready.has(one.id)) ?? null
    if (segment)
      await tx.execute({
        text: `update segment_state set leased_until = $2::timestamptz + interval '${leaseMs} milliseconds' where segment = $1`,
        values: [segment.id, now],
      })
    return { segment, nextAt: due.find((row) => !ready.has(row.segment))?.next_at ?? null }
  })

/** membership by the clock: new and changed segments, those that time alone changes, and all of them once a day. */
export const segmentClock = {
  name: 'segment_clock',
  turn: async (host: EngineHost): Promise<Turned> => {
    const { segment, nextAt } = await claimDue(host)
    if (!segment) return { more: false, nextAt }
    const started = performance.now()
    let error: string | null = null
    try {
      await rebuildSegment(host, segment)
    } catch (cause) {
      error = cause instanceof Refusal ? cause.code : cause instanceof Error ? cause.message : String(cause)
      host.log('warn', 'a segment could not be rebuilt', { segment: segment.id, error })
    }
    const took = Math.round(performance.now() - started)
    const rest = error ? retryMs : touchesOf(segment.filter).clock ? Math.max(clockEveryMs, took * clockShareMax) : dailyMs
    await host.platform.database.transaction(host.tenant, (tx) =>
      tx.execute({
        text: `update segment_state set built_at = case when $2::text is null then $3::timestamptz else built_at end, error = $2, took_ms = $4, leased_until = null,
        next_at = $3::timestamptz + $5 * interval '1 millisecond' where segment = $1 and definition = $6`,
        values: [segment.id, error, host.now(), took, rest, definitionOf(segment)],
      }),
    )
    return { more: true, nextAt: null }
  },
}
