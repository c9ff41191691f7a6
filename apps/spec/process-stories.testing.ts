import { processEngine } from '@lianke/engine-process'
import { surely } from '@lianke/kernel'
import type { Database } from '@lianke/platform'
import { expect } from 'vitest'
import {
  graphOf,
  type Redrawing,
  redrawn,
  type StoryGraph,
  type StepsOfKind,
  stepsOfLeads,
  stepsOfPersons,
  type StoryStep,
} from './process-graphs.testing.ts'
import type { SpineWorld } from './spine-world.testing.ts'

const dayMs = 86_400_000

/** What happens while records are under way; `nth` says to which of them. */
export type Happening =
  | { readonly what: 'turn' | 'killed' | 'day' | 'hours' | 'pause' }
  | { readonly what: 'cut'; readonly afterMs: number }
  | { readonly what: 'touch' | 'delete' | 'restore'; readonly nth: number }
  | { readonly what: 'merge'; readonly nth: number; readonly other: number }
  | { readonly what: 'part'; readonly nth: number }
  | { readonly what: 'publish'; readonly drawn: Redrawing; readonly runs: 'move' | 'stay' }

export interface Plot {
  readonly kind: 'lead' | 'person'
  /** Does the definition say whom it lets in? */
  readonly asks: boolean
  readonly steps: readonly StoryStep[]
  readonly ways: readonly number[]
  readonly count: number
}

interface Cast {
  readonly object: string
  readonly definitions: string
  readonly acts: string
  readonly steps: StepsOfKind
  readonly draft: Readonly<Record<string, unknown>>
  readonly row: (name: string, n: number) => Readonly<Record<string, unknown>>
  /** How its acts call a record that walks. */
  readonly one: 'record' | 'person'
}
const casts: Readonly<Record<Plot['kind'], Cast>> = {
  lead: {
    object: 'lead.lead',
    definitions: 'automation.automation',
    acts: 'automation',
    steps: stepsOfLeads,
    draft: { subject_object: 'lead.lead' },
    row: (source, n) => ({ name: 'x', wechat: `${source}_${n}`, source, score: n * 10 }),
    one: 'record',
  },
  person: {
    object: 'customer.person',
    definitions: 'marketing.journey',
    acts: 'journey',
    steps: stepsOfPersons,
    draft: {},
    row: (source, n) => ({ name: `${source} ${n}`, source, job_title: n % 2 ? 'odd' : 'even' }),
    one: 'person',
  },
}

/** What was done for a record, in the order in which it was asked for. */
interface Effect {
  readonly subject: string
  readonly node: string
}
/** From the so-manieth effect on two persons are one, until they are parted. */
interface Merged {
  readonly from: number
  until?: number
  readonly kept: string
  readonly gone: string
}
export interface Story {
  readonly process: string
  readonly name: string
  readonly ids: readonly string[]
  readonly cast: Cast
  readonly edited: boolean
  readonly hurt: ReadonlySet<string>
  readonly merges: readonly Merged[]
  /** What a trial says that each would come by, before anything happened. */
  readonly foretold: ReadonlyMap<string, readonly string[]>
  readonly effects: readonly Effect[]
}

/** Commits nothing, whatever was done. */
const dyingTurn = async (world: SpineWorld): Promise<void> => {
  const host = world.engines.hostOf(world.tenant.id)
  const { database } = host.platform
  const transaction: typeof database.transaction = (tenant, run, options) =>
    database.transaction(
      tenant,
      async (tx) => {
        await run(tx)
        throw new Error('killed')
      },
      options,
    )
  await expect(
    processEngine.turn({ ...host, platform: { ...host.platform, database: { ...database, transaction } } }),
  ).rejects.toThrow('killed')
}

/** Ends a backend, if it is in that transaction still. */
const cutLater = async (
  database: Database,
  { pid, since }: { readonly pid: number; readonly since: string },
  afterMs: number,
): Promise<void> => {
  await new Promise((done) => setTimeout(done, afterMs))
  await database.home.query({
    text: 'select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and xact_start = $2::timestamptz',
    values: [pid, since],
  })
}

/** The server ends the connection of the mover wherever it is just then; whether it got through is left to chance. */
const cutTurn = async (world: SpineWorld, afterMs: number): Promise<void> => {
  const host = world.engines.hostOf(world.tenant.id)
  const { database } = host.platform
  const cuts: Promise<unknown>[] = []
  const transaction: typeof database.transaction = (tenant, run) =>
    // A transaction is tried again where its connection failed, as in life.
    database.transaction(tenant, async (tx) => {
      const [mover] = await tx.query<{ pid: number; since: string }>({
        text: 'select pg_backend_pid() as pid, now()::text as since',
      })
      if (cuts.length === 0) cuts.push(cutLater(database, surely(mover, 'a transaction has a backend'), afterMs))
      return run(tx)
    })
  await processEngine
    .turn({ ...host, platform: { ...host.platform, database: { ...database, transaction } } })
    .catch((error: unknown) => expect(String(error)).toMatch(/terminat|connection|closed/i))
  await Promise.all(cuts)
}

const effectsOf = async (world: SpineWorld, { object }: Cast, name: string): Promise<Effect[]> =>
  object === 'lead.lead'
    ? world.sql<Effect>(
        `select lead as subject, split_part(subject, ':', 2) as node from fieldwork_task where subject like $1 and lead is not null order by id`,
        [`${name}:%`],
      )
    : world.sql<Effect>(
        `select person as subject, split_part(content ->> 'text', ':', 2) as node from intent where content ->> 'text' like $1 order by id`,
        [`${name}:%`],
      )

/** A story under way. */
interface Scene {
  readonly world: SpineWorld
  readonly plot: Plot
  readonly cast: Cast
  readonly name: string
  readonly process: string
  readonly ids: readonly string[]
  readonly hurt: Set<string>
  readonly merges: Merged[]
  graph: StoryGraph
  edited: boolean
}

const nthOf = ({ ids }: Scene, nth: number): string => surely(ids[nth % ids.length], 'there is one at least')
const stands = async ({ world, cast }: Scene, subject: string): Promise<boolean> =>
  (await world.tenant.system((work) => work.records.find(cast.object, [subject], { fields: ['id'] }))).size === 1

const merge = async (scene: Scene, one: string, other: string): Promise<void> => {
  const { world, plot, cast, name } = scene
  if (plot.kind !== 'person' || one === other || !(await stands(scene, one)) || !(await stands(scene, other))) return
  await world.run()
  const from = (await effectsOf(world, cast, name)).length
  await world.command('identity.merge', { id: one, with: other })
  await world.run()
  const [row] = await world.sql<{ gone: string; kept: string }>(
    'select id as gone, merged_into as kept from customer_person where id = any($1) and merged_into is not null',
    [[one, other]],
  )
  scene.merges.push({ from, ...surely(row, 'one of them went') })
}

/** Parts two who are one; nothing where there are none, or where who stayed went on into another. */
const part = async ({ world, cast, name, merges }: Scene, nth: number): Promise<void> => {
  const joined = merges.filter(({ until }) => until === undefined)
  const chosen = joined[nth % Math.max(1, joined.length)]
  if (!chosen || joined.some(({ gone }) => gone === chosen.kept)) return
  await world.run()
  const [row] = await world.sql<{ id: string }>(
    'select id from identity_merge where kept = $1 and gone = $2 and undone_at is null',
    [chosen.kept, chosen.gone],
  )
  await world.command('identity.unmerge', { id: surely(row, 'a merge is written down').id })
  chosen.until = (await effectsOf(world, cast, name)).length
  await world.run()
}

const publishAnew = async (scene: Scene, drawn: Redrawing, runs: 'move' | 'stay'): Promise<void> => {
  const { world, cast, process } = scene
  const graph = redrawn(scene.graph, drawn)
  if (graph !== scene.graph) scene.edited = true
  scene.graph = graph
  await world.tenant.system((work) => work.records.update(cast.definitions, process, { graph }))
  await world.command(`${cast.acts}.publish`, { id: process, runs })
}

const pauseAwhile = async ({ world, cast, process }: Scene): Promise<void> => {
  // What happens while it rests starts nothing, so whoever is to enter has entered.
  await world.run()
  await world.command(`${cast.acts}.pause`, { id: process })
  await world.run()
  await world.command(`${cast.acts}.resume`, { id: process })
}

const changeRecord = async (scene: Scene, what: 'touch' | 'delete' | 'restore', subject: string): Promise<void> => {
  const { world, cast, hurt, merges } = scene
  if (merges.some(({ gone }) => gone === subject)) return
  const there = await stands(scene, subject)
  if (there === (what === 'restore')) return
  if (what !== 'touch') hurt.add(subject)
  await world.tenant.system(async (work) => {
    if (what === 'touch') await work.records.update(cast.object, subject, { remark: world.now() })
    else if (what === 'delete') await work.records.remove(cast.object, subject)
    else await work.records.restore(cast.object, subject)
  })
}

const happen = async (scene: Scene, one: Happening): Promise<void> => {
  const { world } = scene
  if ('other' in one) return merge(scene, nthOf(scene, one.nth), nthOf(scene, one.other))
  if ('drawn' in one) return publishAnew(scene, one.drawn, one.runs)
  if ('afterMs' in one) return cutTurn(world, one.afterMs)
  if (one.what === 'part') return part(scene, one.nth)
  if ('nth' in one) return changeRecord(scene, one.what, nthOf(scene, one.nth))
  if (one.what === 'turn') return world.run()
  if (one.what === 'killed') return dyingTurn(world)
  if (one.what === 'pause') return pauseAwhile(scene)
  world.advance(one.what === 'day' ? dayMs + 60_000 : 5 * 3_600_000)
}

/** The definition is published, the records come. */
const opened = async (world: SpineWorld, plot: Plot, name: string, graph: StoryGraph): Promise<Scene> => {
  const cast = casts[plot.kind]
  const { id } = await world.tenant.system((work) =>
    work.records.create(cast.definitions, {
      name,
      ...cast.draft,
      trigger: { on: 'record', object: cast.object, change: 'created' },
      condition: plot.asks ? { field: 'source', op: 'eq', value: name } : null,
      graph,
    }),
  )
  await world.command(`${cast.acts}.publish`, { id })
  const rows = Array.from({ length: plot.count }, (_, n) => cast.row(name, n))
  const made = await world.tenant.system((work) => work.records.upsert({ object: cast.object, rows }))
  const ids = made.ids.map((one) => surely(one, 'every row was made'))
  return { world, plot, cast, name, process: id, ids, graph, hurt: new Set(), merges: [], edited: false }
}

/** What a trial, one record at a time, says that each would come by. */
const foretell = async ({ world, cast, process, ids }: Scene): Promise<Map<string, readonly string[]>> => {
  const foretold = new Map<string, readonly string[]>()
  for (const subject of ids) {
    const asked = { id: process, [cast.one]: subject }
    const { stops } = await world.command<{ stops: { node: string }[] }>(`${cast.acts}.dry_run`, asked)
    foretold.set(
      subject,
      stops.map(({ node }) => node),
    )
  }
  return foretold
}

/** One story from its first day to its last: records enter, things happen, and then time goes on until nothing moves. */
export const play = async (
  world: SpineWorld,
  doer: string,
  { plot, name, happenings }: { readonly plot: Plot; readonly name: string; readonly happenings: readonly Happening[] },
): Promise<Story> => {
  const { steps } = casts[plot.kind]
  const scene = await opened(
    world,
    plot,
    name,
    graphOf(plot.steps, plot.ways, (node) => steps({ name, node, doer })),
  )
  const foretold = await foretell(scene)
  for (const one of happenings) await happen(scene, one)
  for (let turn = 0; turn <= plot.steps.length + 1; turn++) {
    await world.run()
    world.advance(dayMs + 60_000)
  }
  await world.run()
  return { ...scene, foretold, effects: await effectsOf(world, scene.cast, name) }
}
