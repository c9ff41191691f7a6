import type { ChildProcess } from 'node:child_process'
import { isObject } from '@lianke/kernel'
import pg from 'pg'
import { childTicks, watchProcessor } from './process-tree.ts'
import type { Spent } from './servers/watch-stages.ts'

/** Which stage a statement of PostgreSQL belongs to: the first that names its table. */
const stages: readonly (readonly [string, RegExp])[] = [
  ['process', /process_(run|ask|version|node_count|clock)/],
  ['delivery', /\bdelivery(_|\b)/],
  ['outreach', /\bintent\b/],
  ['intake', /\binbox\b/],
  ['search', /search_entry/],
  ['identity', /customer_identifier|customer_person|update fact f set person|pg_advisory_xact_lock/],
  ['reactions', /reaction_done/],
  ['facts written', /(copy|insert into) fact\b/i],
  ['facts read', /from fact f|fact_cursor/],
]
const stageOf = (query: string): string => stages.find(([, named]) => named.test(query))?.[0] ?? 'other'
const sampleMs = 20

/** What the sessions are at, asked again and again; the answer is the share of each stage. */
const watchSessions = async (databaseUrl: string): Promise<() => Promise<ReadonlyMap<string, number>>> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const counts = new Map<string, number>()
  let sampling = Promise.resolve()
  const timer = setInterval(() => {
    sampling = sampling.then(async () => {
      // A bench that failed takes its server along.
      const { rows } = await client
        .query<{ query: string }>({
          name: 'sample',
          text: `select query from pg_stat_activity where state = 'active' and wait_event is null and pid <> pg_backend_pid()`,
        })
        .catch(() => ({ rows: [] }))
      for (const { query } of rows) counts.set(stageOf(query), (counts.get(stageOf(query)) ?? 0) + 1)
    })
  }, sampleMs)
  client.on('error', () => clearInterval(timer))
  return async () => {
    clearInterval(timer)
    await sampling
    await client.end()
    const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
    return new Map([...counts].map(([stage, n]) => [stage, n / Math.max(1, all)]))
  }
}

/** Milliseconds of processor of one program, and by stage where it tells. */
export interface ProgramSpent {
  readonly program: string
  readonly ms: number
  readonly stages: ReadonlyMap<string, number>
}

const spentBy = (child: ChildProcess): Promise<Spent> =>
  new Promise((told) => {
    const heard = (message: unknown) => {
      if (!isObject(message) || !isObject(message.spent)) return
      child.off('message', heard)
      told(message.spent as unknown as Spent)
    }
    child.on('message', heard)
    child.send({ watch: false })
  })

/** Watches what all programs of the way spend from now on: ours by stage, PostgreSQL by its statements, ClickHouse whole. */
export const watchStages = async (given: {
  readonly databaseUrl: string
  /** Servers of the benches that answer stages, by name. */
  readonly servers: Readonly<Record<string, ChildProcess>>
}): Promise<() => Promise<readonly ProgramSpent[]>> => {
  const [sessions, processor] = [await watchSessions(given.databaseUrl), await watchProcessor(given.databaseUrl)]
  const analytics = childTicks(/apps\/analytics-host/)
  for (const child of Object.values(given.servers)) child.send({ watch: true })
  return async () => {
    const [{ postgres }, analyticsMs] = [processor(), childTicks(/apps\/analytics-host/) - analytics]
    const shares = await sessions()
    const ours = await Promise.all(
      Object.entries(given.servers).map(async ([program, child]): Promise<ProgramSpent> => {
        const { all, stages } = await spentBy(child)
        return { program, ms: all, stages: new Map(Object.entries(stages)) }
      }),
    )
    const ofPostgres = new Map([...shares].map(([stage, share]) => [stage, (share * postgres) / 1000]))
    return [
      ...ours,
      { program: 'PostgreSQL', ms: postgres / 1000, stages: ofPostgres },
      { program: 'ClickHouse', ms: analyticsMs * 10, stages: new Map() },
    ]
  }
}

const shownMs = (ms: number): string => ms.toFixed(3)
/** A line per program: milliseconds of processor for one of `n`, with its stages, the largest first. */
export const sayStages = (spent: readonly ProgramSpent[], n: number, say: (text: string) => void): void => {
  for (const { program, ms, stages } of spent) {
    const parts = [...stages].sort(([, a], [, b]) => b - a).map(([stage, part]) => `${stage} ${shownMs(part / n)}`)
    say(`${program} ${shownMs(ms / n)} ms an event${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`)
  }
}
/** Milliseconds of processor of all programs for one of `n`. */
export const spentEach = (spent: readonly ProgramSpent[], n: number): number => spent.reduce((sum, { ms }) => sum + ms, 0) / n
