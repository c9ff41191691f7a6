import { processEngine } from '@lianke/engine-process'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const dayMs = 86_400_000
const recordsMax = 12
let world: SpineWorld
let made = 0
beforeAll(async () => {
  world = await openSpine()
})
afterAll(() => world?.tenant.close())

type Step = 'wait' | 'split' | 'branch' | 'set' | 'act'
/** A graph without circles: each way out of a step leads to a later one, or nowhere. */
const graphOf = (steps: readonly Step[], ways: readonly number[]) => {
  const to = (at: number, way: number): string | null => {
    const ahead = steps.length - at
    const next = at + 1 + ((ways[(at * 2 + way) % Math.max(ways.length, 1)] ?? 0) % ahead)
    return next < steps.length ? `n${next}` : null
  }
  const configs: Readonly<Record<Step, readonly [string, Record<string, unknown>, readonly string[]]>> = {
    wait: ['flow.wait', { amount: 1, unit: 'day' }, ['next']],
    split: ['flow.split', { shares: [{ outlet: 'a', percent: 50 }] }, ['a', 'rest']],
    branch: ['flow.branch', { branches: [{ outlet: 'b', filter: { field: 'score', op: 'gte', value: 50 } }] }, ['b', 'else']],
    set: ['record.set_fields', { values: { interest: { now: 'moment' } } }, ['next']],
    act: ['record.run_command', { command: 'lead.move', input: { status: 'contacted' } }, ['next']],
  }
  const nodes = steps.map((step, at) => {
    const [name, config, outlets] = configs[step]
    return { id: `n${at}`, step: name, config, next: Object.fromEntries(outlets.map((outlet, way) => [outlet, to(at, way)])) }
  })
  return { entry: 'n0', nodes }
}

/** A turn that is killed before it commits. */
const dyingTurn = async (): Promise<void> => {
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

type Happening = 'turn' | 'killed' | 'day' | 'pause' | 'redraw'
const happenings: Readonly<Record<Happening, (id: string) => Promise<unknown>>> = {
  turn: () => world.run(),
  killed: dyingTurn,
  day: async () => world.advance(dayMs + 60_000),
  pause: async (id) => {
    // What happens while it rests starts nothing, so whoever is to enter has entered.
    await world.run()
    await world.command('automation.pause', { id })
    await world.run()
    await world.command('automation.resume', { id })
  },
  redraw: (id) => world.command('automation.publish', { id, runs: 'move' }),
}

describe('whatever the graph, the clock, crashes, pauses and new versions', () => {
  it('every record enters once, comes by each step at most once, and none is stuck', async () => {
    const stepOf = fc.constantFrom<Step>('wait', 'split', 'branch', 'set', 'act')
    const happeningOf = fc.constantFrom<Happening>('turn', 'killed', 'day', 'pause', 'redraw')
    await fc.assert(
      fc.asyncProperty(
        fc.array(stepOf, { minLength: 1, maxLength: 7 }),
        fc.array(fc.nat(20), { minLength: 1, maxLength: 14 }),
        fc.integer({ min: 1, max: recordsMax }),
        fc.array(happeningOf, { maxLength: 8 }),
        async (steps, ways, count, story) => {
          const source = `p${++made}`
          const { id } = await world.tenant.system((work) =>
            work.records.create('automation.automation', {
              name: source,
              subject_object: 'lead.lead',
              trigger: { on: 'record', object: 'lead.lead', change: 'created' },
              condition: { field: 'source', op: 'eq', value: source },
              graph: graphOf(steps, ways),
            }),
          )
          await world.command('automation.publish', { id })
          await world.tenant.system((work) =>
            work.records.upsert({
              object: 'lead.lead',
              rows: Array.from({ length: count }, (_, n) => ({ name: 'x', wechat: `${source}_${n}`, source, score: n * 10 })),
            }),
          )
          for (const happening of story) await happenings[happening](id)
          for (let turn = 0; turn <= steps.length; turn++) {
            await world.run()
            world.advance(dayMs + 60_000)
          }
          const runs = await world.sql<{ subject: string; end_reason: string | null; trail: { node: string }[] }>(
            'select subject, end_reason, trail from process_run where process = $1',
            [id],
          )
          expect(new Set(runs.map(({ subject }) => subject)).size).toBe(count)
          expect(runs).toHaveLength(count)
          expect(runs.filter(({ end_reason }) => end_reason !== 'completed')).toEqual([])
          for (const { trail } of runs) {
            const passed = trail.map(({ node }) => node)
            expect(new Set(passed).size).toBe(passed.length)
          }
          const passes = runs.flatMap(({ trail }) => trail).length
          const [counted] = await world.sql<{ n: number }>(
            'select coalesce(sum(entered), 0)::int as n from process_node_count where process = $1',
            [id],
          )
          expect(counted?.n).toBe(passes)
          await world.command('automation.end', { id })
        },
      ),
      { numRuns: 12 },
    )
  }, 240_000)
})
