import { previewSegment, rebuildSegment } from '@lianke/engine-segment'
import { type Actor, type Filter, instantOf, surely, type WallTime, wallTimeAt } from '@lianke/kernel'
import { aggregate } from '@lianke/platform'
import { scoped } from '@lianke/platform/testing'
import type { SpineWorld } from './spine-world.testing.ts'

const zone = 'Asia/Shanghai'
const hourMs = 3_600_000
const peopleMax = 4

/** What a condition means of a person at a moment, worked out by hand. */
export interface Known {
  readonly gold: boolean
  readonly birthday: string | null
  readonly views: readonly View[]
}
interface View {
  readonly at: number
  readonly price: boolean
  /** Its place among all that was told. */
  readonly told: number
}
export interface Meant {
  readonly filter: Filter
  readonly has: (person: Known, now: number) => boolean
}

/** What happens; `back` hours before now. */
export type Happening =
  | { readonly what: 'view'; readonly nth: number; readonly back: number; readonly price: boolean }
  | { readonly what: 'gold' | 'plain'; readonly nth: number }
  | { readonly what: 'born'; readonly nth: number; readonly day: string }
  | { readonly what: 'merge'; readonly nth: number; readonly with: number }
  | { readonly what: 'later'; readonly hours: number }

/** One tenant, its people and somebody who may see them all. */
export interface Scene {
  readonly world: SpineWorld
  readonly boss: Actor
}
export const openScene = async (world: SpineWorld): Promise<Scene> => ({
  world,
  boss: await world.tenant.staff({ name: 'boss', objects: { 'customer.person': scoped('all') } }),
})

const dayOf = (at: number): number => Math.floor((at + 8 * hourMs) / (24 * hourMs))
const wallOf = (at: number): WallTime => wallTimeAt(at, zone)
/** The first moment of a day so many days from today. */
export const dayAway = (now: number, days: number): string => {
  const wall = wallOf(now)
  const there = new Date(Date.UTC(wall.year, wall.month - 1, wall.day + days)).toISOString()
  return there.slice(0, 10)
}
const startOf = (day: string): number => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return instantOf({ year, month, day: date, hour: 0, minute: 0, second: 0, ms: 0 }, zone)
}
/** Whether a moment lies within the last days, today among them. */
export const inLastDays = (at: number, now: number, days: number): boolean =>
  dayOf(at) <= dayOf(now) && dayOf(at) > dayOf(now) - days
export const inLastHours = (at: number, now: number, hours: number): boolean => at >= now - hours * hourMs && at < now
export const between = (at: number, from: string, to: string): boolean => at >= startOf(from) && at < startOf(to)
/** What must come after a view: a view of the price or of another page, so many hours after at most, so often, or not. */
interface Next {
  readonly price?: boolean
  readonly hours?: number
  readonly times?: number
  readonly none?: true
}
const isNext = (view: View, { price }: Next): boolean => price === undefined || view.price === price
/** Views that others followed as asked, each tried against each. */
export const followed = (views: readonly View[], [first, ...then]: readonly [Next, ...Next[]], now: number): readonly View[] => {
  const isAfter = (one: View, other: View) => one.at > other.at || (one.at === other.at && one.told > other.told)
  const goesOn = (from: View, [next, ...rest]: readonly Next[]): boolean => {
    if (!next) return true
    const { hours = Number.POSITIVE_INFINITY, times = 1, none } = next
    const came = views
      .filter((one) => isNext(one, next) && isAfter(one, from) && one.at - from.at <= hours * hourMs)
      .sort((one, other) => (isAfter(one, other) ? 1 : -1))
    if (none) return came.length < times && (hours === Number.POSITIVE_INFINITY || from.at + hours * hourMs < now)
    return came.slice(times - 1).some((one) => goesOn(one, rest))
  }
  return views.filter((view) => isNext(view, first) && goesOn(view, then))
}
/** Whether somebody's day of birth is kept in the month of a moment. */
export const keptThisMonth = (birthday: string | null, now: number): boolean =>
  birthday !== null && Number(birthday.slice(5, 7)) === wallOf(now).month

/** The people of a filter, by each way there is to ask for them. */
interface Answers {
  readonly meant: readonly string[]
  readonly preview: number
  readonly list: readonly string[]
  readonly counted: number
  /** Asked of PostgreSQL alone, of records that are named. */
  readonly named: readonly string[]
  readonly live: readonly string[]
  readonly rebuilt: readonly string[]
  readonly report: readonly string[]
}

class Played {
  readonly scene: Scene
  readonly name: string
  readonly ids: readonly string[]
  readonly views: Map<string, View[]>
  #told = 0
  constructor(scene: Scene, name: string, ids: readonly string[]) {
    this.scene = scene
    this.name = name
    this.ids = ids
    this.views = new Map(ids.map((id) => [id, []]))
  }
  get now(): number {
    return Date.parse(this.scene.world.now())
  }

  async happen(one: Happening): Promise<void> {
    const { tenant } = this.scene.world
    if (one.what === 'later') return this.scene.world.advance(one.hours * hourMs)
    const idOf = (nth: number) => surely(this.ids[nth % peopleMax], 'one of ours')
    const id = idOf(one.nth)
    if (one.what === 'merge') return this.merge(id, idOf(one.with))
    if (one.what === 'view') {
      const at = this.now - one.back * hourMs
      surely(this.views.get(id), 'one of ours').push({ at, price: one.price, told: ++this.#told })
      const payload = { url: one.price ? 'https://x/price' : 'https://x/home' }
      const fact = { name: 'page.viewed', person: id, payload, occurred_at: new Date(at).toISOString() }
      return tenant.system((work) => work.emit(fact))
    }
    if (!(await this.standing()).some((row) => row.id === id)) return
    const values = one.what === 'born' ? { birthday: one.day } : { tags: one.what === 'gold' ? ['gold'] : [] }
    await tenant.system((work) => work.records.update('customer.person', id, values))
  }

  private async merge(left: string, right: string): Promise<void> {
    const standing = (await this.standing()).map((row) => row.id)
    if (left === right || !standing.includes(left) || !standing.includes(right)) return
    await this.scene.world.command('identity.merge', { id: left, with: right })
    await this.scene.world.run()
  }

  /** Our people who were not merged into others, with the ids of those who were merged into them. */
  private standing(): Promise<{ id: string; name: string; gold: boolean; birthday: string | null; all: string[] }[]> {
    return this.scene.world.sql(
      `select p.id, p.name, coalesce('gold' = any(p.tags), false) as gold, p.birthday::text as birthday,
        array(select g.id from customer_person g where g.id = p.id or g.merged_into = p.id) as all
      from customer_person p where p.id = any($1) and p.merged_into is null and p.deleted_at is null order by p.name`,
      [this.ids],
    )
  }
  /** Who belongs, by hand: what somebody did is all that was done by those who are the same person. */
  private async meant(has: Meant['has']): Promise<string[]> {
    const known = (await this.standing()).map(({ all, ...row }) => ({
      ...row,
      views: all.flatMap((id) => this.views.get(id) ?? []),
    }))
    return known.filter((person) => has(person, this.now)).map(({ name }) => name)
  }

  async answers({ filter, has }: Meant, segment: string): Promise<Answers> {
    const { world, boss } = this.scene
    const { platform, tenant } = world
    const ours: Filter = { and: [{ field: 'name', op: 'starts_with', value: `${this.name} ` }, filter] }
    const members = async () => {
      const rows = await world.sql<{ name: string }>(
        'select p.name from segment_membership m join customer_person p on p.id = m.person where m.segment = $1 order by 1',
        [segment],
      )
      return rows.map(({ name }) => name)
    }
    const live = await members()
    const host = world.engines.hostOf(tenant.id)
    await rebuildSegment(host, { id: segment, filter: ours, include: [], exclude: [], status: 'active' })
    const now = world.now()
    const work = await platform.reading(tenant.id, boss, now)
    const list = await work.records.list('customer.person', { filter: ours, fields: ['name'], sort: ['name'], count: true })
    const named: Filter = { and: [{ field: 'id', op: 'in', value: [...this.ids] }, filter] }
    const those = await work.records.list('customer.person', {
      filter: { and: [named, { field: 'merged_into', op: 'empty' }] },
      fields: ['name'],
      sort: ['name'],
    })
    const asked = { now, zone, me: null, team: [], teamAndBelow: [] }
    const report = await aggregate(
      { analytics: platform.analytics, tenant: tenant.id, model: await platform.model(tenant.id), filter: asked },
      { object: 'customer.person', group: [{ field: 'name' }], measures: [{ fn: 'count' }], filter: ours, sort: ['name'] },
    )
    return {
      meant: await this.meant(has),
      preview: (await previewSegment(host, ours)).count,
      list: list.data.map((row) => String(row.name)),
      counted: list.count?.value ?? -1,
      named: those.data.map((row) => String(row.name)),
      live,
      rebuilt: await members(),
      report: report.data.map((row) => String(row.name)),
    }
  }
}

/** Plays what happens to some people, with a segment of each meaning, and asks all who belong to it. */
export const playPeople = async (
  scene: Scene,
  name: string,
  meanings: readonly Meant[],
  happenings: readonly Happening[],
): Promise<readonly Answers[]> => {
  const { world } = scene
  const made = await world.tenant.system(async (work) => {
    const ids: string[] = []
    for (let nth = 0; nth < peopleMax; nth++)
      ids.push((await work.records.create('customer.person', { name: `${name} ${nth}` })).id)
    const segments: string[] = []
    for (const { filter } of meanings) {
      const ours: Filter = { and: [{ field: 'name', op: 'starts_with', value: `${name} ` }, filter] }
      const row = { name: `${name} ${segments.length}`, status: 'active', filter: ours }
      segments.push((await work.records.create('marketing.segment', row)).id)
    }
    return { ids, segments }
  })
  await world.run()
  const played = new Played(scene, name, made.ids)
  for (const one of happenings) await played.happen(one)
  // What the clock alone changes is looked at once a minute.
  world.advance(hourMs)
  await world.run()
  const answers: Answers[] = []
  for (const [nth, meaning] of meanings.entries())
    answers.push(await played.answers(meaning, surely(made.segments[nth], 'each has its segment')))
  await world.sql(`update marketing_segment set status = 'paused' where id = any($1)`, [made.segments])
  return answers
}
