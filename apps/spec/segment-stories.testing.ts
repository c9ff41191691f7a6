import { rebuildSegment } from '@lianke/engine-segment'
import { type Filter, Refusal, surely } from '@lianke/kernel'
import { rebuildAnalytics } from '@lianke/platform'
import { expect } from 'vitest'
import type { SpineWorld } from './spine-world.testing.ts'

const hourMs = 3_600_000
export const personsMax = 4
const readers = ['identity', 'segment', 'lake'] as const
/** What an older copy of the analytics store has of what segments look at. */
const copied = ['event', 'customer_person', 'segment_member'] as const
const price = 'https://x/price'

/** What happens to persons, to readers and to stores. `with`: what happens in the same moments as somebody rebuilds a segment. */
export type SegmentHappening =
  | { readonly what: 'tag' | 'untag' | 'view' | 'look'; readonly nth: number }
  | { readonly what: 'pause' | 'resume'; readonly reader: (typeof readers)[number] }
  | { readonly what: 'run' | 'turn' | 'hour' | 'copy' | 'restore' | 'remake' }
  | { readonly what: 'rebuild'; readonly segment: number; readonly beside: 'nothing' | 'turn' | 'tag' | 'remake' }
export const readerNames = readers

/** The segments of a story, each with what it means: of a person with these tags who looked so often. */
interface Meant {
  readonly filter: (others: readonly string[]) => Filter
  readonly has: (of: PersonState) => boolean
}
interface PersonState {
  gold: boolean
  prices: number
  looks: number
}
const seen = (url: string): Filter => ({ event: 'page.viewed', where: { field: 'url', op: 'contains', value: url } })
const meant: readonly Meant[] = [
  { filter: () => ({ field: 'tags', op: 'any_of', value: ['gold'] }), has: ({ gold }) => gold },
  {
    filter: () => ({ ...seen('/price'), measure: { fn: 'count', op: 'gte', value: 2 } }),
    has: ({ prices }) => prices >= 2,
  },
  { filter: () => ({ event: 'page.viewed', none: true }), has: ({ looks }) => looks === 0 },
  {
    filter: ([gold = '']) => ({ and: [{ segment: gold }, seen('/price')] }),
    has: ({ gold, prices }) => gold && prices > 0,
  },
]

export interface SegmentScene {
  readonly world: SpineWorld
  readonly name: string
  readonly users: readonly string[]
  readonly persons: readonly string[]
  readonly segments: readonly string[]
  /** An older copy of the analytics store is there. */
  kept: boolean
}

const rowOf = async ({ world, segments }: SegmentScene, nth: number) => {
  const id = surely(segments[nth % segments.length], 'there are segments')
  const [row] = await world.sql<{ filter: Filter }>('select filter from marketing_segment where id = $1', [id])
  return { id, filter: surely(row, 'it was made').filter, include: [], exclude: [], status: 'active' as const }
}
/** A rebuild that may not conclude says so and changes nothing. */
const rebuild = async (scene: SegmentScene, nth: number): Promise<void> => {
  const { world } = scene
  await rebuildSegment(world.engines.hostOf(world.tenant.id), await rowOf(scene, nth)).catch((error: unknown) => {
    expect(error instanceof Refusal && error.code).toBe('segment.store_not_whole')
  })
}

const setTags = ({ world }: SegmentScene, person: string, tags: readonly string[]) =>
  world.tenant.system((work) => work.records.update('customer.person', person, { tags }))

let events = 0
const view = ({ world }: SegmentScene, user: string, url: string) =>
  world.collect([{ message_id: `sp${++events}`, type: 'page', user_id: user, properties: { url } }])

const turn = async ({ world }: SegmentScene): Promise<void> => {
  for (const reader of world.engines.readers) await reader.turn(world.tenant.id)
}
const remake = async ({ world }: SegmentScene): Promise<void> => {
  const { platform, tenant } = world
  await rebuildAnalytics({ ...platform, model: await platform.model(tenant.id), tenant: tenant.id })
}
/** An hour goes by: what was told is no news any more. */
const hour = async ({ world }: SegmentScene): Promise<void> => {
  await world.sql(`update fact set recorded_at = (recorded_at at time zone 'UTC' - interval '1 hour') at time zone 'UTC'`)
  world.advance(hourMs)
}

const copyOf = (table: string) => `${table}__copy`
const copyStore = async (scene: SegmentScene): Promise<void> => {
  const { analytics } = scene.world.platform
  for (const table of copied) {
    await analytics.command(`drop table if exists ${copyOf(table)}`)
    await analytics.command(`create table ${copyOf(table)} as ${table}`)
    await analytics.command(`insert into ${copyOf(table)} select * from ${table} where tenant_id = '${scene.world.tenant.id}'`)
  }
  scene.kept = true
}
/** Somebody puts an older copy in the store's place under the running system, segments are rebuilt, and the store is made anew when the system starts again. */
const restoreStore = async (scene: SegmentScene): Promise<void> => {
  if (!scene.kept) return
  const { platform, tenant } = scene.world
  for (const table of copied) {
    await platform.analytics.command(
      `delete from ${table} where tenant_id = '${tenant.id}' settings lightweight_deletes_sync = 2`,
    )
    await platform.analytics.command(`insert into ${table} select * from ${copyOf(table)} settings insert_deduplicate = 0`)
  }
  for (const nth of scene.segments.keys()) await rebuild(scene, nth)
  await remake(scene)
}

const besides: Readonly<Record<'nothing' | 'turn' | 'tag' | 'remake', (scene: SegmentScene) => Promise<unknown>>> = {
  nothing: async () => undefined,
  turn,
  tag: (scene) => setTags(scene, surely(scene.persons[0], 'somebody is there'), ['gold']),
  remake,
}
const moves: Readonly<Record<'run' | 'turn' | 'hour' | 'copy' | 'restore' | 'remake', (scene: SegmentScene) => Promise<void>>> = {
  run: ({ world }) => world.run(),
  turn,
  hour,
  copy: copyStore,
  restore: restoreStore,
  remake,
}

const happen = async (scene: SegmentScene, one: SegmentHappening): Promise<unknown> => {
  if ('beside' in one) return Promise.all([besides[one.beside](scene), rebuild(scene, one.segment)])
  if ('reader' in one)
    return scene.world.sql(
      `update fact_cursor set retry_at = case when $2 then now() + interval '1 day' end where reader = $1 and error is distinct from 'rebuilding'`,
      [one.reader, one.what === 'pause'],
    )
  if (!('nth' in one)) return moves[one.what](scene)
  const person = surely(scene.persons[one.nth % scene.persons.length], 'somebody is there')
  const user = surely(scene.users[one.nth % scene.users.length], 'somebody is there')
  if (one.what === 'tag' || one.what === 'untag') return setTags(scene, person, one.what === 'tag' ? ['gold'] : [])
  return view(scene, user, one.what === 'view' ? price : 'https://x/home')
}

const opened = async (world: SpineWorld, name: string): Promise<SegmentScene> => {
  const users = Array.from({ length: personsMax }, (_, n) => `${name}_${n}`)
  const segments: string[] = []
  for (const { filter } of meant) {
    const row = { name: `${name} ${segments.length}`, status: 'active', filter: filter(segments) }
    segments.push((await world.tenant.system((work) => work.records.create('marketing.segment', row))).id)
  }
  await world.run()
  await world.collect(users.map((user) => ({ message_id: `sp${++events}`, type: 'identify', user_id: user })))
  await world.run()
  const known = await world.sql<{ person: string; value: string }>(
    `select person, value from customer_identifier where value = any($1)`,
    [users],
  )
  const persons = users.map((user) => surely(known.find(({ value }) => value === user)?.person, 'identity knows them'))
  return { world, name, users, persons, segments, kept: false }
}

interface Told {
  readonly name: string
  readonly record: string
  readonly person: string
  readonly tags: readonly string[] | null
  readonly url: string | null
}
/** For each segment and person who entered and left it, as the ledger tells it and as counting it from the first fact on gives it. */
export interface SegmentStory {
  readonly told: ReadonlyMap<string, readonly boolean[]>
  readonly true: ReadonlyMap<string, readonly boolean[]>
  readonly members: ReadonlySet<string>
}
const keyOf = (segment: string, person: string): string => `${segment} ${person}`

const storyOf = async ({ world, persons, segments }: SegmentScene): Promise<SegmentStory> => {
  const facts = await world.sql<Told>(
    `select name, record, person, case when after ? 'tags' then coalesce(nullif(after -> 'tags', 'null'), '[]') end as tags, payload ->> 'url' as url from fact where person = any($1) order by seq`,
    [persons],
  )
  const told = new Map<string, boolean[]>()
  const real = new Map<string, boolean[]>()
  const add = (to: Map<string, boolean[]>, key: string, is: boolean) => to.set(key, [...(to.get(key) ?? []), is])
  const states = new Map(persons.map((person): [string, PersonState] => [person, { gold: false, prices: 0, looks: 0 }]))
  const recount = (person: string): void => {
    const state = surely(states.get(person), 'one of ours')
    for (const [nth, segment] of segments.entries()) {
      const key = keyOf(segment, person)
      const is = surely(meant[nth], 'each has a meaning').has(state)
      if (is !== (real.get(key)?.at(-1) ?? false)) add(real, key, is)
    }
  }
  for (const { name, record, person, tags, url } of facts) {
    const state = surely(states.get(person), 'one of ours')
    if (name === 'marketing.segment.entered' || name === 'marketing.segment.left')
      add(told, keyOf(record, person), name === 'marketing.segment.entered')
    if (name === 'customer.person.updated' && tags) state.gold = tags.includes('gold')
    if (name === 'page.viewed') {
      state.looks++
      if (url?.includes('/price')) state.prices++
    }
    recount(person)
  }
  const rows = await world.sql<{ segment: string; person: string }>(
    'select segment, person from segment_membership where segment = any($1) and person = any($2)',
    [segments, persons],
  )
  return { told, true: real, members: new Set(rows.map(({ segment, person }) => keyOf(segment, person))) }
}

/** Plays what happens, then lets everybody read on and rebuilds all. */
export const playSegments = async (
  world: SpineWorld,
  name: string,
  happenings: readonly SegmentHappening[],
): Promise<{ readonly settled: SegmentStory; readonly rebuilt: SegmentStory }> => {
  const scene = await opened(world, name)
  for (const one of happenings) await happen(scene, one)
  for (const reader of readers) await happen(scene, { what: 'resume', reader })
  await world.run()
  const settled = await storyOf(scene)
  await hour(scene)
  for (const nth of scene.segments.keys()) await rebuild(scene, nth)
  await world.run()
  const rebuilt = await storyOf(scene)
  await world.sql(`update marketing_segment set status = 'paused' where id = any($1)`, [scene.segments])
  return { settled, rebuilt }
}
