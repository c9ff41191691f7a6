import { isObject, Refusal } from '@lianke/kernel'
import { type EngineHost, type Transaction, type Turned, wakeReaders } from '@lianke/platform'
import { type Called, makeCall } from './make-call.ts'
import { versionKey } from './move-given.ts'
import { end, fail } from './rules/run-move.rule.ts'
import { claimCalls, forgetCalls } from './statements/calls.statement.ts'
import { type NodeCount, type RunRow, writeCounts, writeRuns } from './statements/write-runs.statement.ts'

/** So many are under way at once for one tenant. */
const callsPerTurnMax = 20

/** What an answer makes of the run that waits for it. */
const take = (run: RunRow, called: Called, now: string): void => {
  if ('outlet' in called) {
    const values = { ...(isObject(run.state.values) ? run.state.values : {}), ...called.values }
    Object.assign(run, { status: 'active', outlet: called.outlet, state: { ...run.state, values } })
    return
  }
  fail(run, new Refusal(called.failure), now)
  if (!called.again) end(run, 'failed', now)
}

const takeAnswers = async (
  tx: Transaction,
  answers: ReadonlyMap<string, { readonly node: string; readonly called: Called }>,
  now: string,
) => {
  const runs = await tx.query<RunRow>({
    text: `select * from process_run where id = any($1) and status = 'waiting' order by id for update`,
    values: [[...answers.keys()]],
  })
  const counts = new Map<string, NodeCount>()
  const standing = runs.filter((run) => answers.get(run.id)?.node === run.node)
  for (const run of standing) {
    const answer = answers.get(run.id)
    if (answer) take(run, answer.called, now)
    if (run.end_reason !== 'failed') continue
    const key = `${versionKey(run)} ${run.node}`
    counts.set(key, { entered: 0, failed: (counts.get(key)?.failed ?? 0) + 1 })
  }
  await writeRuns(tx, standing)
  await writeCounts(tx, counts)
  await forgetCalls(tx, [...answers.keys()])
}

/** Makes the calls that runs wait for, in no transaction; what came of them is written in one. */
export const processCalls = {
  name: 'process_calls',
  turn: async (host: EngineHost): Promise<Turned> => {
    const { database } = host.platform
    const calls = await database.transaction(host.tenant, (tx) => claimCalls(tx, callsPerTurnMax))
    if (calls.length === 0) return { more: false, nextAt: null }
    const answers = new Map(
      await Promise.all(calls.map(async (call) => [call.run, { node: call.node, called: await makeCall(host, call) }] as const)),
    )
    await database.transaction(host.tenant, (tx) => takeAnswers(tx, answers, host.now()))
    wakeReaders(database, host.tenant)
    return { more: true, nextAt: null }
  },
}
