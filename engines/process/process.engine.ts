import { defineEngine, type Fact, identityReader, personMerged } from '@lianke/kernel'
import { type EngineHost, type Model, readFacts, tellFacts, type Transaction, type Turned } from '@lianke/platform'
import { enterByFacts } from './enter-by-facts.ts'
import { enterByClock } from './enter-by-clock.ts'
import { actor, type MoveGiven } from './move-given.ts'
import { moveRuns, runsPerMoveMax } from './move-runs.ts'
import { processMigrations } from './process.migration.ts'
import { nextClockAt } from './statements/clock.statement.ts'
import { listensTo, liveVersions } from './statements/enter-runs.statement.ts'
import {
  awaitedEvents,
  endByFacts,
  type EndingsOf,
  followMerges,
  nextDueRun,
  wakeByFacts,
  wakeDue,
} from './statements/wake-runs.statement.ts'
import { wakeParents } from './statements/wake-parents.statement.ts'
import { endedFact, enteredFact, factsOf } from './tell-runs.ts'

const factsPerTurnMax = 1000

const givenOf = async (host: EngineHost, tx: Transaction): Promise<MoveGiven> => ({
  model: await host.platform.model(host.tenant),
  zone: await host.zone(),
  now: host.now(),
  versions: await liveVersions(tx),
  inWork: (run, causes) => host.platform.workIn(tx, actor, run, { now: host.now(), causes }),
  log: (level, message, data) => host.log(level, message, data),
})

const endingsIn =
  ({ processes }: Model): EndingsOf =>
  (kind) =>
    processes.get(kind)?.endings ?? []

/** What a set of facts does to processes: some runs end, some go on, some begin; then all that may move, moves. */
const takeFacts = async (tx: Transaction, given: MoveGiven, facts: readonly Fact[]): Promise<void> => {
  await followMerges(tx, facts, given.now)
  const ended = await endByFacts(tx, given.versions, facts, { now: given.now, endingsOf: endingsIn(given.model) })
  await wakeByFacts(tx, facts, { justEntered: false })
  const entered = await enterByFacts(tx, given, facts)
  const told = [...factsOf(given, ended, endedFact), ...factsOf(given, entered, enteredFact)]
  await tellFacts(tx, told, { actor, now: given.now })
  await moveRuns(tx, given, entered)
  // What a run just began to wait for may stand later in this same set.
  if (entered.length > 0 && (await wakeByFacts(tx, facts, { justEntered: true })) > 0) await moveRuns(tx, given)
}

/** Names of facts that any live process can care about; all others are passed over unread. */
const namesOf = async (host: EngineHost): Promise<string[]> => {
  const { database } = host.platform
  const query = { query: <R>(statement: Parameters<Transaction['query']>[0]) => database.query<R>(host.tenant, statement) }
  const versions = await liveVersions(query)
  const waiting = await awaitedEvents(query)
  const endingsOf = endingsIn(await host.platform.model(host.tenant))
  const settled = versions.flatMap(({ kind }) => endingsOf(kind).map(({ event }) => event))
  return [...new Set([personMerged, ...waiting, ...settled, ...versions.flatMap((version) => listensTo(version))])]
}

/** fact → run: who enters, waits, goes on and ends. That somebody entered a segment is a fact, too. */
export const processEngine = defineEngine<EngineHost>({
  name: 'process',
  reads: ['fact', 'handle'],
  writes: 'run',
  migrations: processMigrations,
  turn: async (host): Promise<Turned> => {
    const { database } = host.platform
    const read = await readFacts(
      database,
      host.tenant,
      { reader: 'process', after: identityReader, limit: factsPerTurnMax, from: 'now', names: await namesOf(host) },
      async (tx, facts) => takeFacts(tx, await givenOf(host, tx), facts),
    )
    const moved = await database.transaction(host.tenant, async (tx) => {
      const more = await wakeDue(tx, host.now())
      const given = await givenOf(host, tx)
      const struck = await enterByClock(tx, given)
      const woken = await wakeParents(tx)
      const { runs, again } = await moveRuns(tx, given)
      return {
        more: more || struck || woken > 0 || again || runs === runsPerMoveMax,
        nextAt: [await nextDueRun(tx), await nextClockAt(tx)],
      }
    })
    const nextAt = [read.retryAt, ...moved.nextAt].filter((at): at is string => at !== null).sort()[0] ?? null
    return { more: read.more || moved.more, nextAt, full: read.handled >= factsPerTurnMax || moved.more }
  },
})
