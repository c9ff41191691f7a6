import type { Transaction } from '@lianke/platform'

export interface NewIntent {
  readonly id: string
  readonly key: string
  readonly channel: string
  readonly action: string
  readonly person: string | null
  readonly content: Record<string, unknown>
  readonly cause: string | null
  readonly hops: number
  readonly urgent?: boolean
}

/** Queues what was written for delivery, urgent first. */
const queued = `insert into intent_queue (rank, intent) select case when urgent then 0 else 1 end, id from written`

/** Writes intents, one statement; one whose key is known is left as it is. Answers how many were new. */
export const writeIntents = (tx: Pick<Transaction, 'execute'>, intents: readonly NewIntent[], now: string): Promise<number> =>
  tx.execute({
    text: `with written as (
        insert into intent (id, key, channel, action, person, content, cause, hops, urgent, created_at)
        select id, key, channel, action, person, coalesce(content, '{}'), cause, coalesce(hops, 0), coalesce(urgent, false), $2
        from jsonb_to_recordset($1::jsonb) as i (id uuid, key text, channel text, action text, person uuid, content jsonb, cause uuid, hops smallint, urgent boolean)
        order by key on conflict (key) do nothing returning id, urgent)
      ${queued}`,
    values: [JSON.stringify(intents), now],
  })

/**
 * Takes up what journey runs ask for: out of the run's asks, into the intents, in one statement. The ids are an array, so that a table of which every row is soon dead
 * is never read whole.
 */
export const takeAsks = async (tx: Pick<Transaction, 'query'>, now: string, max: number): Promise<number> => {
  const [row] = await tx.query<{ taken: number }>({
    text: `with asked as (
        delete from process_ask where id = any(array(select id from process_ask order by id limit $2 for update skip locked)) returning *),
      written as (
        insert into intent (id, key, channel, action, person, content, cause, hops, created_at)
        select distinct on (key) id, key, channel, action, person, content, cause, hops, $1::timestamptz from asked order by key, id on conflict (key) do nothing returning id, urgent),
      queued as (
        ${queued})
      select count(*)::int as taken from asked`,
    values: [now, max],
  })
  return row?.taken ?? 0
}
