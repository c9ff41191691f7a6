import type { Intent } from '@lianke/kernel'
import type { Transaction } from '@lianke/platform'

/** One node as a run passed it; `left` and `outlet` are missing while it stands there. */
interface TrailStop {
  readonly node: string
  readonly at: string
  left?: string
  outlet?: string
  failure?: string
  /** Somebody sent the run back since: what was done here may be done again. */
  again?: true
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

/** What a move changes of a run, as columns. */
const moved = {
  node: 'text',
  outlet: 'text',
  status: 'text',
  due_at: 'timestamptz',
  wait_event: 'text',
  wait_where: 'jsonb',
  state: 'jsonb',
  entered_at: 'timestamptz',
  ended_at: 'timestamptz',
  end_reason: 'text',
  passed: 'int',
  trail: 'jsonb',
} as const satisfies Partial<Record<keyof RunRow, string>>
/** What it keeps from its beginning to its end. */
const kept = {
  process: 'uuid',
  version: 'int',
  subject_object: 'text',
  subject: 'uuid',
  person: 'uuid',
  entry_key: 'text',
  cause: 'uuid',
  hops: 'smallint',
  parent: 'uuid',
} as const satisfies Partial<Record<keyof RunRow, string>>

type Columns = Partial<Record<keyof RunRow, string>>
/** `unnest` of these columns from parameter `from` on; JSON goes as text, so that no array of it is read element by element. */
const sentAs = (columns: Columns, from: number): string =>
  `unnest(${Object.values(columns)
    .map((type, at) => `$${from + at}::${type === 'jsonb' ? 'text' : type}[]`)
    .join(', ')}) as n (${Object.keys(columns).join(', ')})`
const valuesOf = (columns: Columns, runs: readonly RunRow[]): unknown[][] =>
  Object.entries(columns).map(([name, type]) =>
    runs.map((run) => {
      const value = run[name as keyof RunRow]
      return type === 'jsonb' && value != null ? JSON.stringify(value) : value
    }),
  )
const read = (columns: Columns): string[] =>
  Object.entries(columns).map(([name, type]) => (type === 'jsonb' ? `n.${name}::jsonb` : `n.${name}`))

const changing = { id: 'uuid', ...moved }
const update = `update process_run r set ${Object.entries(moved)
  .map(([name, type]) => `${name} = n.${name}${type === 'jsonb' ? '::jsonb' : ''}`)
  .join(', ')} from ${sentAs(changing, 1)} where r.id = n.id`

/** Where each run stands now, one statement. */
export const writeRuns = async (tx: Transaction, runs: readonly RunRow[]): Promise<void> => {
  if (runs.length > 0) await tx.execute({ text: update, values: valuesOf(changing, runs) })
}

const whole = { id: 'uuid', ...kept, ...moved }
const insert = `insert into process_run (started_at, ${Object.keys(whole).join(', ')}) select $1, ${read(whole).join(', ')}
  from ${sentAs(whole, 2)} on conflict (process, version, subject, entry_key) do nothing`

/**
 * Stores runs that have just begun, where they stand. They have acted by then: one that has been started elsewhere in this very moment undoes all that is
 * done here, and whoever tries again finds it there.
 */
export const insertRuns = async (tx: Transaction, runs: readonly RunRow[], now: string): Promise<void> => {
  if (runs.length === 0) return
  const made = await tx.execute({ text: insert, values: [now, ...valuesOf(whole, runs)] })
  if (made < runs.length) throw new Error('a run was started twice at the same moment')
}

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
