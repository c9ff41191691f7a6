import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { rebuildAnalytics, syncAnalyticsSchema } from '@lianke/platform'
import type { BenchContext } from './bench.ts'
import { benchTenant, makeBenchTenant, openBench } from './data.ts'

export type Bare = <R = Record<string, unknown>>(query: string) => Promise<R[]>
/** Bare ClickHouse, for floors and for the fill. */
export const bareAnalytics = async <T>(context: BenchContext, use: (ask: Bare) => Promise<T>): Promise<T> => {
  const client = createClient({ url: context.clickhouseUrl, request_timeout: 600_000, log: { level: ClickHouseLogLevel.OFF } })
  try {
    return await use(async <R>(query: string) =>
      /^\s*select/i.test(query)
        ? (await client.query({ query, format: 'JSONEachRow' })).json<R>()
        : client.command({ query }).then(() => []),
    )
  } finally {
    await client.close()
  }
}

const names = [
  'page.viewed',
  'page.viewed',
  'page.viewed',
  'product.viewed',
  'product.viewed',
  'cart.added',
  'link.clicked',
  'page.viewed',
  'product.viewed',
  'page.viewed',
]

/** The persons of the bench tenant in the analytics store by the product's own copy, and events of theirs over two years, made by one statement: the fill alone goes past the ledger. */
export const fillAnalytics = async (context: BenchContext): Promise<Awaited<ReturnType<typeof makeBenchTenant>>> => {
  const made = await makeBenchTenant(context)
  await bareAnalytics(context, async (ask) => {
    const platform = await openBench(context, 3)
    try {
      const model = await platform.model(benchTenant)
      await syncAnalyticsSchema(platform.analytics, model)
      const [persons] = await ask<{ n: string }>(
        `select count() as n from customer_person final where tenant_id = '${benchTenant}'`,
      )
      if (Number(persons?.n) < context.persons)
        await rebuildAnalytics({ database: platform.database, analytics: platform.analytics, model, tenant: benchTenant })
    } finally {
      await platform.close()
    }
    const [events] = await ask<{ n: string }>(`select count() as n from event where tenant_id = '${benchTenant}'`)
    if (Number(events?.n) >= context.events) return
    context.say(`${context.events.toLocaleString('en')} events are made`)
    const each = Math.ceil(context.events / Math.max(1, context.persons))
    // In slices of the persons: one block of ten million rows with JSON would need all of the memory.
    for (let slice = 0; slice < 16; slice++) {
      await ask(`insert into event (tenant_id, name, person, occurred_at, fact, seq, object, record, actor_kind, actor, received_at, url, title, source, amount, props)
        select tenant_id, arrayElement([${names.map((name) => `'${name}'`).join(', ')}], 1 + cityHash64(id, k) % ${names.length}) as name, id, at, generateUUIDv4(), cityHash64(id, k) % 1000000000, '', toUUID('00000000-0000-0000-0000-000000000000'),
          'system', 'collect', at, concat('https://shop.example/p/', toString(cityHash64(k, id) % 500)), '晨露烟酰胺精华', arrayElement(['live', 'store', 'poster', 'referral', 'ads'], 1 + cityHash64(id) % 5),
          if(k % 10 = 5, toDecimal64((cityHash64(id, k) % 50000) / 100, 2), null), concat('{"site":"shop","path":"/p/', toString(cityHash64(k, id) % 500), '"}')
        from (select tenant_id, id, arrayJoin(range(${each})) as k, toDateTime64('2024-11-25 00:00:00', 3, 'UTC') + toIntervalSecond(cityHash64(id, k, 7) % 63000000) as at
          from customer_person final where tenant_id = '${benchTenant}' and cityHash64(id) % 16 = ${slice})`)
    }
    await ask('optimize table event final')
    await ask('optimize table customer_person final')
  })
  return made
}
