import type { Intent } from '@lianke/kernel'
import type { Transaction } from '@lianke/platform'

/** One node as a run passed it; `left` and `outlet` are missing while it stands there. */
interface TrailStop {
  readonly node: string
  readonly at: string
  left?: string
  outlet?: string
  failure?: string
}
/** What came by a node. */
export interface NodeCount {
  entered: number
  failed: number
}

export interface RunRow {
  readonly id: string
  readonly process: string
  readonly version: number
  readonly subject_object: string
  readonly subject: string
  readonly person: string | null
  readonly entry_key: string
  node: string
  outlet: string | null
  status: 'active' | 'waiting' | 'ended'
  due_at: string | null
  wait_event: string | null
  wait_where: unknown
  state: Record<string, unknown>
  readonly cause: string | null
  readonly hops: number
  /** The run that waits for its end. */
  readonly parent: string | null
  entered_at: string
  ended_at: string | null
  end_reason: string | null
  passed: number
  /** The last stops of the way, oldest first. */
  trail: TrailStop[]
}

/** Active runs of processes that are not paused, locked for this transaction. */
export const claimRuns = (tx: Transaction, max: number): Promise<RunRow[]> =>
  tx.query<RunRow>({
    text: `select r.* from process_run r join process_version v using (process, version)
      where r.status = 'active' and v.state = 'running' order by r.entered_at, r.id limit $1 for update of r skip locked`,
    values: [max],
  })

/** Where each run stands now, one statement. */
export const writeRuns = (tx: Transaction, runs: readonly RunRow[]) =>
  tx.execute({
    text: `update process_run r set node = n.node, outlet = n.outlet, status = n.status, due_at = n.due_at, wait_event = n.wait_event, wait_where = n.wait_where::jsonb,
        state = n.state::jsonb, entered_at = n.entered_at, ended_at = n.ended_at, end_reason = n.end_reason, passed = n.passed, trail = n.trail::jsonb
      from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::timestamptz[], $11::text[], $12::int[], $13::text[])
        as n (id, node, outlet, status, due_at, wait_event, wait_where, state, entered_at, ended_at, end_reason, passed, trail)
      where r.id = n.id`,
    values: [
      runs.map((run) => run.id),
      runs.map((run) => run.node),
      runs.map((run) => run.outlet),
      runs.map((run) => run.status),
      runs.map((run) => run.due_at),
      runs.map((run) => run.wait_event),
      runs.map((run) => (run.wait_where == null ? null : JSON.stringify(run.wait_where))),
      runs.map((run) => JSON.stringify(run.state)),
      runs.map((run) => run.entered_at),
      runs.map((run) => run.ended_at),
      runs.map((run) => run.end_reason),
      runs.map((run) => run.passed),
      runs.map((run) => JSON.stringify(run.trail)),
    ],
  })

/** What the steps want done, for outreach to take up. */
export const writeAsks = async (tx: Transaction, asks: readonly (Intent & { id: string })[]): Promise<void> => {
  if (asks.length === 0) return
  await tx.execute({
    text: `insert into process_ask (id, key, channel, action, person, content, cause, hops)
      select id, key, channel, action, person, coalesce(content, '{}'), cause, hops
      from jsonb_to_recordset($1::jsonb) as a (id uuid, key text, channel text, action text, person uuid, content jsonb, cause uuid, hops smallint)`,
    values: [JSON.stringify(asks)],
  })
}

/** How many came by each node and how many failed for good; the key is process, version and node. */
export const writeCounts = async (tx: Transaction, counts: ReadonlyMap<string, NodeCount>): Promise<void> => {
  if (counts.size === 0) return
  // Sorted, so that two movers adding to the same counters do not wait for each other in a circle.
  const rows = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => {
      const [process, version, ...node] = key.split(' ')
      return { process, version: Number(version), node: node.join(' '), ...count }
    })
  await tx.execute({
    text: `insert into process_node_count as c (process, version, node, entered, failed)
      select process, version, node, entered, failed from jsonb_to_recordset($1::jsonb) as n (process uuid, version integer, node text, entered bigint, failed bigint)
      on conflict (process, version, node) do update set entered = c.entered + excluded.entered, failed = c.failed + excluded.failed`,
    values: [JSON.stringify(rows)],
  })
}
