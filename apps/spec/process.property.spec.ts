import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoryStep } from './process-graphs.testing.ts'
import { type Happening, play, type Plot, type Story } from './process-stories.testing.ts'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const recordsMax = 12
let world: SpineWorld
let doer = ''
let told = 0
beforeAll(async () => {
  world = await openSpine()
  doer = (await world.tenant.staff({ name: '小美' })).id
})
afterAll(() => world?.tenant.close())

const stepOf = fc.constantFrom<StoryStep>('wait', 'until', 'split', 'hold', 'branch', 'set', 'act', 'tell', 'tell')
const plotOf: fc.Arbitrary<Plot> = fc.record({
  kind: fc.constantFrom('lead', 'person'),
  asks: fc.boolean(),
  steps: fc.array(stepOf, { minLength: 1, maxLength: 7 }),
  ways: fc.array(fc.nat(20), { minLength: 1, maxLength: 14 }),
  count: fc.integer({ min: 1, max: recordsMax }),
})
const nth = fc.nat(recordsMax - 1)
const drawn = fc.record({ how: fc.constantFrom('same', 'without', 'swapped'), at: fc.nat(6) })
const happeningOf: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ what: fc.constantFrom('turn', 'killed', 'day', 'hours', 'pause') }),
  fc.record({ what: fc.constant('cut'), afterMs: fc.nat(12) }),
  fc.record({ what: fc.constantFrom('touch', 'delete', 'restore'), nth }),
  fc.record({ what: fc.constant('merge'), nth, other: nth }),
  fc.record({ what: fc.constant('part'), nth }),
  fc.record({ what: fc.constant('publish'), drawn, runs: fc.constantFrom('move', 'stay') }),
)

interface Run {
  readonly subject: string
  readonly status: string
  readonly end_reason: string | null
  readonly trail: readonly { readonly node: string; readonly outlet?: string }[]
}
const runsOf = ({ process }: Story): Promise<Run[]> =>
  world.sql<Run>('select subject, status, end_reason, trail from process_run where process = $1', [process])
const nodesOf = ({ trail }: Run): string[] => trail.map(({ node }) => node)

/** Nobody is left standing, and nobody ends for a reason that nobody gave. */
const nobodyIsStuck = ({ hurt, merges }: Story, runs: readonly Run[]): void => {
  expect(runs.filter(({ status }) => status !== 'ended')).toEqual([])
  const wrong = runs.filter(
    ({ subject, end_reason }) =>
      end_reason !== 'completed' &&
      !(end_reason === 'deleted' && hurt.has(subject)) &&
      !(end_reason === 'merged' && merges.some(({ kept, gone }) => kept === subject || gone === subject)),
  )
  expect(wrong).toEqual([])
}

/** Everybody entered, once; whoever was deleted or merged away before may have been left out. */
const eachEntersOnce = ({ ids, hurt, merges }: Story, runs: readonly Run[]): void => {
  const subjects = runs.map(({ subject }) => subject)
  const shifted = new Set(merges.flatMap(({ kept, gone }) => [kept, gone]))
  const sure = ids.filter((id) => !hurt.has(id) && !shifted.has(id))
  expect(subjects.filter((subject) => sure.includes(subject)).sort()).toEqual([...sure].sort())
  expect(new Set(subjects).size).toBe(subjects.length)
  expect(subjects.filter((subject) => !ids.includes(subject))).toEqual([])
}

/** No step twice: not by the way of a run, not by what was done, and not for two persons who are one by then. */
const eachSeesAStepOnce = ({ merges, effects }: Story, runs: readonly Run[]): void => {
  for (const run of runs) expect(new Set(nodesOf(run)).size).toBe(run.trail.length)
  const seenBy = new Map<string, Set<string>>()
  const rootOf = (subject: string, at: number): string => {
    const merged = merges.find(({ from, until, gone }) => gone === subject && from <= at && (until === undefined || at < until))
    return merged ? rootOf(merged.kept, at) : subject
  }
  let joined = 0
  for (let at = 0; at <= effects.length; at++) {
    for (let merged = merges[joined]; merged && merged.from <= at; merged = merges[++joined])
      seenBy.set(merged.kept, new Set([...(seenBy.get(merged.kept) ?? []), ...(seenBy.get(merged.gone) ?? [])]))
    const effect = effects[at]
    if (!effect) break
    const root = rootOf(effect.subject, at)
    const seen = seenBy.get(root) ?? new Set()
    seenBy.set(root, seen)
    expect(seen.has(effect.node), `${root} sees ${effect.node} again`).toBe(false)
    seen.add(effect.node)
  }
}

/** What was done for a record is what its way says, so whoever is held out sees nothing from there on. */
const doneIsWhatIsTold = ({ effects, merges, hurt }: Story, runs: readonly Run[], steps: readonly StoryStep[]): void => {
  const stepAt = (node: string) => steps[Number(node.slice(1))]
  for (const run of runs) {
    const { subject, trail } = run
    const held = trail.findIndex(({ node, outlet }) => stepAt(node) === 'hold' && outlet === 'rest')
    if (held >= 0) expect(held).toBe(trail.length - 1)
    const merged = merges.filter(({ kept, gone }) => kept === subject || gone === subject)
    if (held >= 0 && merged[0]?.kept === subject)
      expect(effects.slice(merged[0].from).filter((effect) => effect.subject === subject)).toEqual([])
    if (merged.length > 0 || hurt.has(subject)) continue
    const done = effects.flatMap((effect) => (effect.subject === subject ? [effect.node] : []))
    expect([...done].sort()).toEqual(
      nodesOf(run)
        .filter((node) => stepAt(node) === 'tell')
        .sort(),
    )
  }
}

/** Sets move as each would have moved alone; an event that comes in time is not foretold. */
const setsMoveAsSingles = (
  { foretold, edited, hurt, merges }: Story,
  runs: readonly Run[],
  steps: readonly StoryStep[],
): void => {
  if (edited || steps.includes('until')) return
  for (const run of runs) {
    const { subject } = run
    if (hurt.has(subject) || merges.some(({ kept, gone }) => kept === subject || gone === subject)) continue
    expect(nodesOf(run)).toEqual(foretold.get(subject))
  }
}

describe('whatever the graph, the records, the clock, crashes, pauses, new versions, merges, partings, deletions and restores', () => {
  it('each enters once and sees a step at most once, none is stuck, none who is held out is touched, sets move as singles', async () => {
    await fc.assert(
      fc.asyncProperty(plotOf, fc.array(happeningOf, { maxLength: 9 }), async (plot, happenings) => {
        const story = await play(world, doer, { plot, name: `p${++told}`, happenings })
        const runs = await runsOf(story)
        nobodyIsStuck(story, runs)
        eachEntersOnce(story, runs)
        eachSeesAStepOnce(story, runs)
        doneIsWhatIsTold(story, runs, plot.steps)
        setsMoveAsSingles(story, runs, plot.steps)
        if (story.merges.length === 0) {
          const [counted] = await world.sql<{ n: number }>(
            'select coalesce(sum(entered), 0)::int as n from process_node_count where process = $1',
            [story.process],
          )
          expect(counted?.n).toBe(runs.flatMap(({ trail }) => trail).length)
        }
        await world.command(`${story.cast.acts}.end`, { id: story.process })
      }),
      { numRuns: 12, interruptAfterTimeLimit: 180_000 },
    )
  })
})
