import type { UnitOfWork } from '@lianke/kernel'
import type { Transaction } from '@lianke/platform'
import { type LiveVersion, versionColumns } from './enter-runs.statement.ts'

/** How far a definition's clock has been worked. */
export interface ClockRow {
  readonly until: string
  /** The tick that is being worked, and the last record of it that was looked at. */
  readonly tick: string | null
  readonly after: string | null
}

/** A definition's clock begins now, whatever it missed while it rested. */
export const startClock = (work: UnitOfWork, process: string): Promise<unknown> =>
  work.sql(
    `insert into process_clock (process, until) values ($1, $2)
      on conflict (process) do update set until = excluded.until, tick = null, after = null, next_at = null`,
    [process, work.now],
  )

/** One definition whose clock has something to do, locked for this transaction; those that another process works are passed over. */
export const claimClock = async (tx: Transaction, now: string): Promise<(LiveVersion & ClockRow) | null> =>
  (
    await tx.query<LiveVersion & ClockRow>({
      text: `select v.${versionColumns.split(', ').join(', v.')}, true as newest, c.until, c.tick, c.after from process_clock c
          join lateral (select * from process_version v where v.process = c.process order by v.version desc limit 1) v on v.state = 'running'
        where (c.next_at is null or c.next_at <= $1) and v.trigger ->> 'on' in ('date', 'schedule') limit 1 for update of c skip locked`,
      values: [now],
    })
  )[0] ?? null

export const writeClock = (
  tx: Transaction,
  process: string,
  { until, tick, after, next_at }: ClockRow & { readonly next_at: string | null },
): Promise<unknown> =>
  tx.execute({
    text: 'update process_clock set until = $2, tick = $3, after = $4, next_at = $5 where process = $1',
    values: [process, until, tick, after, next_at],
  })

/** When the next clock has something to do. */
export const nextClockAt = async (tx: Pick<Transaction, 'query'>): Promise<string | null> =>
  (
    await tx.query<{ at: string | null }>({
      text: `select min(c.next_at) as at from process_clock c
        where exists (select 1 from process_version v where v.process = c.process and v.state = 'running' and v.trigger ->> 'on' in ('date', 'schedule'))`,
    })
  )[0]?.at ?? null
