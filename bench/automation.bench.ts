import type { ChannelHost } from '@lianke/kernel'
import { self } from '@lianke/channel-self'
import { processEngine } from '@lianke/engine-process'
import pg from 'pg'
import { composeEngines } from '../apps/compose-engines.ts'
import { defineBench, type Figure } from './bench.ts'
import { installBench, openBench } from './data.ts'
import { freshTenant } from './tenant.ts'

const rate = 5000
const leadsMax = 50_000
const perSet = 1000

/** Leads before a step that runs an act on them (`lead.move`: states, derived moments, facts), moved by the engine's own turns. */
export const automationBench = defineBench({
  name: 'automation',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const tenant = await freshTenant(context, 'aut')
    const leads = Math.min(context.persons, leadsMax)
    const platform = await openBench(context, 4)
    const client = new pg.Client({ connectionString: context.databaseUrl })
    const system = { kind: 'system', id: 'bench' } as const
    try {
      const id = await platform.work(tenant, system, async (work) => {
        const made = await work.records.create('automation.automation', {
          name: 'bench',
          subject_object: 'lead.lead',
          trigger: { on: 'manual' },
          graph: {
            entry: 'move',
            nodes: [
              {
                id: 'move',
                step: 'record.run_command',
                config: { command: 'lead.move', input: { status: 'contacted' } },
                next: { next: null },
              },
            ],
          },
        })
        await work.run('automation.publish', { id: made.id })
        return made.id
      })
      const host = composeEngines(platform, {
        channels: [self],
        hostOf: () => ({ tenant }) as ChannelHost,
        log: (_level, message) => context.say(message),
      }).hostOf(tenant)
      await processEngine.turn(host)
      for (let at = 0; at < leads; at += perSet)
        await platform.work(tenant, system, async (work) => {
          const { ids } = await work.records.upsert({
            object: 'lead.lead',
            rows: Array.from({ length: Math.min(perSet, leads - at) }, (_, n) => ({
              name: `lead ${at + n}`,
              wechat: `wx${at + n}`,
            })),
          })
          await work.run('automation.enrol', { id, records: ids })
        })
      await platform.database.query(tenant, { text: 'analyze process_run' })
      await platform.database.query(tenant, { text: 'analyze lead_lead' })
      const begun = performance.now()
      while ((await processEngine.turn(host)).more);
      const value = leads / ((performance.now() - begun) / 1000)
      const [left] = await platform.database.query<{ n: number }>(tenant, {
        text: `select count(*)::int as n from lead_lead where status <> 'contacted'`,
      })
      if (left?.n !== 0) throw new Error(`${left?.n} of ${leads} leads were not moved`)

      await client.connect()
      const table = `t_${tenant}.lead_lead`
      const floorBegun = performance.now()
      await client.query(`update ${table} set status = 'qualified', version = version + 1, updated_at = now()`)
      const floor = leads / ((performance.now() - floorBegun) / 1000)
      return [
        {
          name: `automation that runs an act on ${leads.toLocaleString('en')} leads`,
          value,
          unit: 'records/s',
          floor,
          target: `≥ ${rate.toLocaleString('en')} records/s`,
          reached: value >= rate,
        },
      ]
    } finally {
      await client.end().catch(() => undefined)
      await platform.close()
    }
  },
})
