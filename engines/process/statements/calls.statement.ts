import type { CallAsked } from '@lianke/kernel'
import type { Transaction } from '@lianke/platform'

/** A call that waits to be made. */
export interface CallRow extends Omit<CallAsked, 'run'> {
  readonly run: string
  readonly node: string
  readonly key: string
}
const leaseSeconds = 60

/** Calls are made when the transaction has ended; a run has one at a time. */
export const writeCalls = (tx: Transaction, calls: readonly CallAsked[], now: string): Promise<unknown> =>
  tx.execute({
    text: `insert into process_call (run, node, request, asked_at)
      select run, node, request, $2 from jsonb_to_recordset($1::jsonb) as c (run uuid, node text, request jsonb)
      on conflict (run) do update set node = excluded.node, request = excluded.request, asked_at = excluded.asked_at, leased_until = null`,
    values: [
      JSON.stringify(
        calls.map(({ run, ...request }) => ({
          run: run.id,
          node: run.node,
          request: { ...request, key: `${run.id}:${run.node}:${run.entered_at}` },
        })),
      ),
      now,
    ],
  })

/** The next calls, held for a minute; those whose runs stand there no more are dropped. */
export const claimCalls = async (tx: Transaction, limit: number): Promise<CallRow[]> => {
  await tx.execute({
    text: `delete from process_call c where not exists (
      select 1 from process_run r where r.id = c.run and r.status = 'waiting' and r.node = c.node)`,
  })
  const rows = await tx.query<{ run: string; node: string; request: Omit<CallRow, 'run' | 'node'> }>({
    text: `update process_call set leased_until = statement_timestamp() + interval '${leaseSeconds} seconds'
      where run in (select run from process_call where leased_until is null or leased_until < statement_timestamp() order by asked_at limit ${limit} for update skip locked)
      returning run, node, request`,
  })
  return rows.map(({ run, node, request }) => ({ ...request, run, node }))
}

/** The calls have been made. */
export const forgetCalls = (tx: Transaction, runs: readonly string[]): Promise<unknown> =>
  tx.execute({ text: 'delete from process_call where run = any($1)', values: [runs] })
