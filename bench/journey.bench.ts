import type { ChannelHost } from '@lianke/kernel'
import { self } from '@lianke/channel-self'
import { processEngine } from '@lianke/engine-process'
import pg from 'pg'
import { composeEngines } from '../apps/compose-engines.ts'
import { defineBench, type Figure } from './bench.ts'
import { installBench, openBench } from './data.ts'
import { freshTenant } from './tenant.ts'

const rate = 15_000
const runsMax = 200_000

/** Runs that stand before a step, moved by the engine's own turns: through a split, into a wait. Made by one statement, for the fill only. */
export const journeyBench = defineBench({
  name: 'journey',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const tenant = await freshTenant(context, 'jou')
    const runs = Math.min(context.persons, runsMax)
    const platform = await openBench(context, 4)
    const client = new pg.Client({ connectionString: context.databaseUrl })
    try {
      const graph = {
        entry: 'split',
        nodes: [
          {
            id: 'split',
            step: 'flow.split',
            config: { shares: [{ outlet: 'a', percent: 50 }] },
            next: { a: 'wait', rest: 'later' },
          },
          { id: 'wait', step: 'flow.wait', config: { amount: 1, unit: 'day' }, next: { next: null } },
          { id: 'later', step: 'flow.wait', config: { amount: 2, unit: 'day' }, next: { next: null } },
        ],
      }
      const id = await platform.work(tenant, { kind: 'system', id: 'bench' }, async (work) => {
        const made = await work.records.create('marketing.journey', {
          name: 'bench',
          graph,
          trigger: { on: 'manual' },
          reentry: { mode: 'once' },
        })
        await work.run('journey.publish', { id: made.id })
        return made.id
      })
      const host = composeEngines(platform, {
        channels: [self],
        hostOf: () => ({ tenant }) as ChannelHost,
        log: (_level, message) => context.say(message),
      }).hostOf(tenant)
      await processEngine.turn(host)
      await platform.database.transaction(
        tenant,
        (tx) =>
          tx.execute({
            text: `insert into process_run (id, process, version, subject_object, subject, person, entry_key, node, status, started_at, entered_at)
          select gen_random_uuid(), $1, 1, 'customer.person', p, p, 'once', 'split', 'active', now(), now() + n * interval '1 microsecond'
            from (select n, gen_random_uuid() as p from generate_series(1, $2::int) n offset 0) s`,
            values: [id, runs],
          }),
        { timeoutMs: 300_000 },
      )
      await platform.database.query(tenant, { text: 'analyze process_run' })
      const begun = performance.now()
      while ((await processEngine.turn(host)).more);
      const value = runs / ((performance.now() - begun) / 1000)
      const [left] = await platform.database.query<{ n: number }>(tenant, {
        text: `select count(*)::int as n from process_run where status <> 'waiting'`,
      })
      if (left?.n !== 0) throw new Error(`${left?.n} of ${runs} runs were not moved`)

      await client.connect()
      const table = `t_${tenant}.process_run`
      await client.query(`create table ${table}_floor (like ${table} including all)`)
      await client.query(
        `insert into ${table}_floor (id, process, version, subject_object, subject, person, entry_key, node, status, started_at, entered_at)
          select id, process, version, subject_object, subject, person, entry_key, 'split', 'active', started_at, entered_at from ${table}`,
      )
      await client.query(`vacuum analyze ${table}_floor`)
      const floorBegun = performance.now()
      await client.query(
        `update ${table}_floor set node = 'wait', status = 'waiting', due_at = now() + interval '1 day', entered_at = now(), passed = 1, trail = '[{"node":"split","at":"2026-01-01T00:00:00.000Z","left":"2026-01-01T00:00:00.000Z","outlet":"a"},{"node":"wait","at":"2026-01-01T00:00:00.000Z"}]'`,
      )
      const floor = runs / ((performance.now() - floorBegun) / 1000)
      return [
        {
          name: `journey moves of ${runs.toLocaleString('en')} runs, two steps each`,
          value,
          unit: 'runs/s',
          floor,
          target: `≥ ${rate.toLocaleString('en')} runs/s`,
          reached: value >= rate,
        },
      ]
    } finally {
      await client.end().catch(() => undefined)
      await platform.close()
    }
  },
})
