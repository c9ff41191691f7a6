import { surely } from '@lianke/kernel'
import type { Transaction } from '@lianke/platform'

/** So many failures on end close a door. */
export const failuresBeforeOpenMax = 5
const openMs = 30_000

/** Doors (a channel's, or of one of its vendor's companies) that failed too often: closed until a moment, then open for one try. */
export const readCircuits = (tx: Transaction, now: string) =>
  tx.query<{ channel: string; closed: boolean; open_until: string }>({
    text: `select channel, open_until > $1 as closed, open_until from delivery_circuit where failures >= ${failuresBeforeOpenMax}`,
    values: [now],
  })

/** Counts what the channels answered: any answer at all resets, a silence or a failure of theirs counts. */
export const writeCircuits = async (
  tx: Transaction,
  answers: ReadonlyMap<string, { readonly failed: number; readonly answered: number; readonly reason: string | null }>,
  now: string,
): Promise<void> => {
  if (answers.size === 0) return
  const rows = [...answers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([channel, { failed, answered, reason }]) => ({
      channel,
      failed: answered > 0 ? 0 : failed,
      reason: answered > 0 ? null : reason,
    }))
  await tx.execute({
    text: `insert into delivery_circuit as c (channel, failures, open_until, reason)
      select channel, failed, case when failed >= ${failuresBeforeOpenMax} then $2::timestamptz end, reason
      from jsonb_to_recordset($1::jsonb) as r (channel text, failed integer, reason text) order by channel
      on conflict (channel) do update set failures = case when excluded.failures = 0 then 0 else c.failures + excluded.failures end,
        open_until = case when excluded.failures > 0 and c.failures + excluded.failures >= ${failuresBeforeOpenMax} then $2::timestamptz end, reason = excluded.reason`,
    values: [JSON.stringify(rows), new Date(Date.parse(now) + openMs).toISOString()],
  })
}

export interface Rate {
  readonly channel: string
  readonly action: string
  readonly perSecond: number
  readonly burst: number
  readonly wanted: number
}

/** Takes tokens out of the buckets that all processes share. Answers per `channel action` how many were there and when the next will be. */
export const takeTokens = async (
  tx: Transaction,
  rates: readonly Rate[],
  now: string,
): Promise<Map<string, { granted: number; nextAt: string }>> => {
  if (rates.length === 0) return new Map()
  const sorted = [...rates].sort((a, b) => (a.channel + a.action < b.channel + b.action ? -1 : 1))
  const rows = await tx.query<{ channel: string; action: string; granted: number; tokens: number }>({
    text: `with want as (select * from jsonb_to_recordset($1::jsonb) as w (channel text, action text, "perSecond" double precision, burst double precision, wanted integer)),
      filled as (
        select w.*, least(w.burst, coalesce(b.tokens + greatest(0, extract(epoch from $2::timestamptz - b.filled_at)) * w."perSecond", w.burst)) as have
        from want w left join delivery_bucket b on b.channel = w.channel and b.action = w.action),
      written as (
        insert into delivery_bucket as b (channel, action, tokens, filled_at)
        select channel, action, have - least(wanted, floor(have)), $2 from filled order by channel, action
        on conflict (channel, action) do update set tokens = excluded.tokens, filled_at = excluded.filled_at)
      select channel, action, least(wanted, floor(have))::int as granted, have - least(wanted, floor(have)) as tokens from filled`,
    values: [JSON.stringify(sorted), now],
  })
  const rateOf = new Map(sorted.map((rate) => [`${rate.channel} ${rate.action}`, rate]))
  return new Map(
    rows.map((row) => {
      const rate = surely(rateOf.get(`${row.channel} ${row.action}`), 'a door has a rate')
      const waitMs = Math.max(20, Math.ceil(((1 - row.tokens) / rate.perSecond) * 1000))
      return [`${row.channel} ${row.action}`, { granted: row.granted, nextAt: new Date(Date.parse(now) + waitMs).toISOString() }]
    }),
  )
}
