import { Pool } from 'undici'
import { defineBench, type Figure, median, times } from './bench.ts'
import { benchTenant } from './data.ts'
import { bareAnalytics, fillAnalytics } from './analytics-data.ts'
import { serve } from './serve.ts'
import { keyOf } from './tenant.ts'

const secondsMax = 1
const month = `toString(toStartOfMonth(toTimeZone(e.occurred_at, 'Asia/Shanghai')))`
const of = `from event as e where e.tenant_id = '${benchTenant}' and e.name = 'page.viewed'`
const nobody = `toUUID('00000000-0000-0000-0000-000000000000')`
const questions = [
  {
    name: 'by month and site',
    measures: [{ fn: 'count' }],
    group: [{ field: 'occurred_at', bucket: 'month' }, { field: 'site' }],
    bare: `select ${month} as g0, e.props.site.:String as g1, count() as m0 ${of} group by g0, g1 order by g0, g1`,
  },
  {
    name: 'by month, people counted once each',
    measures: [{ fn: 'count' }, { fn: 'count_distinct', field: 'person' }],
    group: [{ field: 'occurred_at', bucket: 'month' }],
    bare: `select ${month} as g0, count() as m0, uniqExact(nullIf(e.person, ${nobody})) as m1 ${of} group by g0 order by g0`,
  },
]

/** Questions to the figures over all events through `POST /api/v1/reports/aggregate`, asked by a program that may see everything, against the same to bare ClickHouse. */
export const reportBench = defineBench({
  name: 'report',
  async run(context): Promise<readonly Figure[]> {
    await fillAnalytics(context)
    const key = await keyOf(context, benchTenant)
    const product = await serve('product', {
      PRODUCT: JSON.stringify({ databaseUrl: context.databaseUrl, clickhouseUrl: context.clickhouseUrl }),
    })
    const pool = new Pool(product.origin, { connections: 1 })
    try {
      const figures: Figure[] = []
      for (const { name, measures, group, bare } of questions) {
        const floor = await bareAnalytics(context, async (ask) => median(await times(() => ask(bare), 5)))
        const value = median(
          await times(async () => {
            const { statusCode, body } = await pool.request({
              method: 'POST',
              path: '/api/v1/reports/aggregate',
              headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
              body: JSON.stringify({ event: 'page.viewed', group, measures }),
            })
            const text = await body.text()
            if (statusCode !== 200) throw new Error(`the report answered ${statusCode}: ${text.slice(0, 300)}`)
          }, 5),
        )
        figures.push({
          name: `report over ${context.events.toLocaleString('en')} events: ${name}`,
          value,
          unit: 's',
          floor,
          target: '≤ 1 s',
          reached: value <= secondsMax,
        })
      }
      return figures
    } finally {
      await pool.close()
      product.stop()
    }
  },
})
