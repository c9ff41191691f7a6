import { defineEngine, type Fact, identityReader, personMerged } from '@lianke/kernel'
import { type EngineHost, readFacts, tellFacts, type Transaction, type Turned } from '@lianke/platform'
import { journeyMigrations } from './journey.migration.ts'
import { endedFact, type MoveGiven, moveRuns, runsPerMoveMax } from './move-runs.ts'
import { enterRuns, entriesOf, listensTo, liveVersions } from './statements/enter-runs.statement.ts'
import { awaitedEvents, endByFacts, followMerges, nextDueRun, wakeByFacts, wakeDue } from './statements/wake-runs.statement.ts'

const factsPerTurnMax = 1000
const actor = { kind: 'system', id: 'journey' } as const

const givenOf = async (host: EngineHost, tx: Transaction): Promise<MoveGiven> => ({
  model: await host.platform.model(host.tenant),
  zone: await host.zone(),
  now: host.now(),
  versions: await liveVersions(tx),
  inWork: (run, causes) => host.platform.workIn(tx, actor, run, { now: host.now(), causes }),
  log: (level, message, data) => host.log(level, message, data),
})

/** What a set of facts does to journeys: some runs end, some go on, some begin; then all that may move, moves. */
export const journeyFacts = async (tx: Transaction, given: MoveGiven, facts: readonly Fact[]): Promise<void> => {
  await followMerges(tx, facts, given.now)
  const ended = await endByFacts(tx, given.versions, facts, given.now)
  await wakeByFacts(tx, facts, { justEntered: false })
  const entered = await enterRuns((text, values) => tx.query({ text, values }), entriesOf(given.versions, facts), given.now)
  await tellFacts(
    tx,
    [
      ...ended.map(endedFact),
      ...entered.map((run) => ({
        name: 'journey.entered',
        subject: { object: 'marketing.journey', id: run.journey },
        person: run.person,
        payload: { journey: run.journey, version: run.version, run: run.id },
      })),
    ],
    { actor, now: given.now },
  )
  await moveRuns(tx, given)
  // What a run just began to wait for may stand later in this same set.
  if (entered.length > 0 && (await wakeByFacts(tx, facts, { justEntered: true })) > 0) await moveRuns(tx, given)
}

/** Names of facts that any live journey can care about; all others are passed over unread. */
const namesOf = async (host: EngineHost): Promise<string[]> => {
  const { database } = host.platform
  const query = { query: <R>(statement: Parameters<Transaction['query']>[0]) => database.query<R>(host.tenant, statement) }
  const versions = await liveVersions(query)
  const waiting = await awaitedEvents(query)
  return [...new Set([personMerged, ...waiting, ...versions.flatMap((version) => listensTo(version))])]
}

/** fact → run: who enters, waits, goes on and ends. That somebody entered a segment is a fact, too. */
export const journey = defineEngine<EngineHost>({
  name: 'journey',
  reads: ['fact', 'handle'],
  writes: 'run',
  migrations: journeyMigrations,
  turn: async (host): Promise<Turned> => {
    const { database } = host.platform
    const read = await readFacts(
      database,
      host.tenant,
      { reader: 'journey', after: identityReader, limit: factsPerTurnMax, from: 'now', names: await namesOf(host) },
      async (tx, facts) => journeyFacts(tx, await givenOf(host, tx), facts),
    )
    const moved = await database.transaction(host.tenant, async (tx) => {
      const more = await wakeDue(tx, host.now())
      const { runs } = await moveRuns(tx, await givenOf(host, tx))
      return { more: more || runs === runsPerMoveMax, nextAt: await nextDueRun(tx) }
    })
    const nextAt = [read.retryAt, moved.nextAt].filter((at): at is string => at !== null).sort()[0] ?? null
    return { more: read.more || moved.more, nextAt }
  },
})
