import { defineRoute, label, localTime } from '@lianke/kernel'
import { z } from 'zod'
import { keepRates } from '../checks/rate-stands.check.ts'

/** What each currency is worth today, by its newest rate; by its first one to come where none holds yet. One line a currency. */
export const ratesRoute = defineRoute({
  name: 'organisation.rates',
  label: label('各币种当前汇率', 'What currencies are worth today'),
  method: 'GET',
  path: '/api/v1/organisation/rates',
  may: { right: keepRates },
  answer: z.object({
    currency: z.string(),
    today: z.string(),
    data: z
      .array(z.object({ currency: z.string(), rate: z.string(), holds_from: z.string(), source: z.string(), rates: z.number() }))
      .readonly(),
  }),
  run: async ({ reading }) => {
    const work = await reading()
    const today = localTime(work.now, work.zone).day
    const data = await work.sql<{ currency: string; rate: string; holds_from: string; source: string; rates: number }>(
      `select distinct on (currency) currency, trim_scale(rate)::text as rate, holds_from::text as holds_from, source,
         (count(*) over (partition by currency))::int as rates
       from organisation_exchange_rate where deleted_at is null
       order by currency, (holds_from <= $1::date) desc, case when holds_from <= $1::date then holds_from end desc, holds_from`,
      [today],
    )
    return { currency: work.currency, today, data }
  },
})
