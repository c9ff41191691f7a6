import { rebuildSearch } from '@lianke/platform'
import { throughput, defineBench, type Figure } from './bench.ts'
import { cookieOf } from './cookie.ts'
import { benchTenant, makeBenchTenant, openBench } from './data.ts'
import { serve } from './serve.ts'

const target = 'p95 ≤ 15 ms'
const p95Max = 15
const seconds = 4
const kinds = [
  ['two characters', ['子涵', '雨萱', '梓琪', '晨曦']],
  ['initials', ['wzh', 'lyx', 'czq', 'zcx']],
  ['end of a phone', ['0421', '7788', '1234', '9013']],
] as const

/** The one search box over all persons, asked by a team manager who sees a part of them. */
export const searchBench = defineBench({
  name: 'search',
  async run(context): Promise<readonly Figure[]> {
    await makeBenchTenant(context)
    const platform = await openBench(context, 4)
    const [known] = await platform.database.query(benchTenant, { text: 'select 1 from search_entry limit 1' })
    if (!known) {
      const begun = performance.now()
      await rebuildSearch({ database: platform.database, tenant: benchTenant, model: await platform.model(benchTenant) })
      context.say(`index built in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
    }
    await platform.close()
    const product = await serve('product', {
      PRODUCT: JSON.stringify({ databaseUrl: context.databaseUrl, clickhouseUrl: context.clickhouseUrl }),
    })
    try {
      const cookie = await cookieOf(product.origin)
      const figures: Figure[] = []
      for (const [kind, words] of kinds) {
        let n = 0
        const ask = async () => {
          const answer = await fetch(
            `${product.origin}/api/v1/search?limit=5&q=${encodeURIComponent(words[n++ % words.length] ?? '')}`,
            { headers: { cookie } },
          )
          if (!answer.ok) throw new Error(`search answered ${answer.status}: ${await answer.text()}`)
          await answer.text()
        }
        await throughput(1, 1000, ask)
        const { p95, perSecond } = await throughput(1, seconds * 1000, ask)
        figures.push({
          name: `search: ${kind}`,
          value: p95,
          unit: 'ms p95',
          floor: null,
          target,
          reached: p95 <= p95Max,
          note: `${Math.round(perSecond)} a second by one caller`,
        })
      }
      return figures
    } finally {
      product.stop()
    }
  },
})
