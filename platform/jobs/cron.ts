import { parseCronItem } from 'graphile-worker'
import { check, type JobDefinition } from '@lianke/kernel'
import type { Platform } from '../platform.ts'
import { enqueue } from './enqueue.ts'

type Matcher = (digest: { min: number; hour: number; date: number; month: number; dow: number }) => boolean
const minuteMs = 60_000
/** How far back a missed moment is still made up for after a standstill. */
const catchUpMs = 24 * 60 * minuteMs

const matchers = new Map<string, Matcher>()
const matcherOf = (pattern: string): Matcher => {
  const known = matchers.get(pattern)
  if (known) return known
  const match = parseCronItem({ task: 'clock', match: pattern }).match as Matcher
  matchers.set(pattern, match)
  return match
}

const clocks = new Map<string, Intl.DateTimeFormat>()
const digestIn = (zone: string, at: number) => {
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      minute: 'numeric',
      hour: 'numeric',
      day: 'numeric',
      month: 'numeric',
      weekday: 'short',
    })
    clocks.set(zone, clock)
  }
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]))
  return {
    min: Number(part.minute),
    hour: Number(part.hour),
    date: Number(part.day),
    month: Number(part.month),
    dow: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(part.weekday as string),
  }
}

/** The latest minute in (after, until] at which the pattern strikes in that zone; null when none does. */
export const lastStrike = (input: { pattern: string; zone: string; after: number; until: number }): number | null => {
  const matches = matcherOf(input.pattern)
  const from = Math.max(input.after, input.until - catchUpMs)
  for (let at = Math.floor(input.until / minuteMs) * minuteMs; at > from; at -= minuteMs)
    if (matches(digestIn(input.zone, at))) return at
  return null
}

/** Enqueues what the clock asks for, once however many processes look at the clock. A new tenant or job starts counting now. */
export const strike = async (platform: Platform, jobs: readonly JobDefinition[], now: number): Promise<number> => {
  const timed = jobs.filter((job) => job.cron)
  if (timed.length === 0) return 0
  const rows = await platform.database.home.query<{ tenant: string; zone: string; last: Record<string, string> }>({
    text: `select t.id as tenant, t.zone, coalesce(json_object_agg(c.job, c.last_at) filter (where c.job is not null), '{}') as last
      from lianke.tenant t left join lianke.job_cron c on c.tenant = t.id where t.status = 'active' and t.paused_at is null group by t.id, t.zone`,
  })
  let struck = 0
  for (const { tenant, zone, last } of rows) {
    for (const job of timed) {
      check(job.cron, 'a timed job has a pattern')
      const known = last[job.name]
      const at = known ? lastStrike({ pattern: job.cron, zone, after: Date.parse(known), until: now }) : now
      if (at === null) continue
      struck += await platform.database.home.transaction(async (tx) => {
        const won = await tx.query({
          text: `insert into lianke.job_cron (tenant, job, last_at) values ($1, $2, $3)
            on conflict (tenant, job) do update set last_at = excluded.last_at where job_cron.last_at < excluded.last_at returning 1`,
          values: [tenant, job.name, new Date(at).toISOString()],
        })
        if (won.length === 0 || !known) return 0
        await enqueue(
          tx,
          tenant,
          job.name,
          { at: new Date(at).toISOString() },
          { key: 'cron', ...(job.attemptsMax ? { attemptsMax: job.attemptsMax } : {}) },
        )
        return 1
      })
    }
  }
  return struck
}
