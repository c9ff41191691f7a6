import { parseCronItem } from 'graphile-worker'
import { check, instantOf, type JobDefinition, type WallTime, wallTimeAt } from '@lianke/kernel'
import type { Platform } from '../../platform.ts'
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

const digestOf = ({ year, month, day, hour, minute }: WallTime) => {
  const shown = new Date(Date.UTC(year, month - 1, day, hour, minute))
  return {
    min: shown.getUTCMinutes(),
    hour: shown.getUTCHours(),
    date: shown.getUTCDate(),
    month: shown.getUTCMonth() + 1,
    dow: shown.getUTCDay(),
  }
}
/** The wall times that this minute stands for: its own, and those that a clock change skipped just before it. */
const shownAt = (at: number, zone: string): readonly WallTime[] => {
  const wall = wallTimeAt(at, zone)
  const before = wallTimeAt(at - minuteMs, zone)
  const clock = (time: WallTime) => Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute)
  const skipped = (clock(wall) - clock(before)) / minuteMs - 1
  return [wall, ...Array.from({ length: Math.max(skipped, 0) }, (_, n) => ({ ...before, minute: before.minute + 1 + n }))]
}

/**
 * The latest minute in (after, until] at which the pattern strikes in that zone; null when none does. A pattern that names its hours strikes once
 * on the days when the clocks change: after the gap when its time is skipped, the first time when it comes twice.
 */
export const lastStrike = (input: { pattern: string; zone: string; after: number; until: number }): number | null => {
  const { pattern, zone } = input
  const matches = matcherOf(pattern)
  const namesHours = !pattern.split(/\s+/)[1]?.includes('*')
  const from = Math.max(input.after, input.until - catchUpMs)
  for (let at = Math.floor(input.until / minuteMs) * minuteMs; at > from; at -= minuteMs) {
    const [wall, ...skipped] = shownAt(at, zone)
    if (!wall) continue
    const isSecond = namesHours && instantOf(wall, zone) !== at
    if (!isSecond && matches(digestOf(wall))) return at
    if (namesHours && skipped.some((time) => matches(digestOf(time)))) return at
  }
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
