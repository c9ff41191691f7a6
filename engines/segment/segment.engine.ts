import {
  defineEngine,
  type Fact,
  houseTold,
  identityReader,
  personMerged,
  personObject,
  personUnmerged,
  segmentEntered,
  segmentLeft,
} from '@lianke/kernel'
import { type EngineHost, matchingRecords, type Model, readFacts, type Transaction, type Turned } from '@lianke/platform'
import { inOrder, membersOf, type SegmentRow, touchesOf } from './rules/segment-order.rule.ts'
import { faultOfQuestion } from './rules/question-fault.rule.ts'
import { concernedBy, watchesIn } from './statements/concerned.statement.ts'
import { segmentMigrations } from './segment.migration.ts'
import { changeMembers, currentMembers, forgetMembers, readSegments } from './statements/membership.statement.ts'

const factsPerPassMax = 2000

interface PassGiven {
  readonly model: Model
  readonly now: string
  readonly zone: string
  readonly log: EngineHost['log']
}

/** Names of facts that can change any membership, of records beyond persons too; all others are passed over unread. */
const namesOf = async (host: EngineHost): Promise<string[]> => {
  const { database } = host.platform
  const { segments } = await readSegments({ query: (statement) => database.query(host.tenant, statement) })
  const touches = segments.map((one) => touchesOf(one.filter))
  const model = await host.platform.model(host.tenant)
  const beyond = segments.flatMap((one) => watchesIn(model, one.filter).map(({ object }) => `${object}.*`))
  const names = [...beyond, ...touches.flatMap((one) => [...one.events, ...[...one.objects].map((object) => `${object}.*`)])]
  return [...new Set([personMerged, personUnmerged, segmentEntered, segmentLeft, ...names])]
}

const evaluate = async (tx: Transaction, given: PassGiven, segment: SegmentRow, facts: readonly Fact[]): Promise<number> => {
  const looking = { touches: touchesOf(segment.filter), watches: watchesIn(given.model, segment.filter) }
  const causes = await concernedBy(tx, given, facts, looking)
  if (causes === null) {
    // A change behind that many persons is the rebuild's: it takes one question.
    await tx.execute({ text: `update segment_state set definition = '' where segment = $1`, values: [segment.id] })
    return 0
  }
  if (causes.size === 0) return 0
  const asked = [...causes.keys()]
  const members = membersOf(await matchingRecords(tx, given, personObject, asked, segment.filter), asked, segment)
  const current = await currentMembers(tx, segment.id, asked)
  return changeMembers(
    tx,
    segment.id,
    {
      entered: asked.filter((person) => members.has(person) && !current.has(person)),
      left: asked.filter((person) => !members.has(person) && current.has(person)),
    },
    { now: given.now, causes },
  )
}

/**
 * Asks about the persons of a set of facts again, only in the segments their facts can touch, nested ones after those they look at.
 * PostgreSQL answers, because it holds what the fact said at this very moment; the full rebuild asks the analytics store.
 */
export const passFacts = async (tx: Transaction, given: PassGiven, facts: readonly Fact[]): Promise<void> => {
  const gone = facts.flatMap((fact) =>
    houseTold(fact, personMerged) && typeof fact.payload.gone === 'string' ? [fact.payload.gone] : [],
  )
  if (gone.length > 0) await forgetMembers(tx, gone)
  for (const segment of inOrder((await readSegments(tx)).segments).order) {
    try {
      await tx.attempt(() => evaluate(tx, given, segment, facts))
    } catch (error) {
      // One segment that cannot be asked (a field is gone, a text that is no number) must hold up neither the others nor the person.
      const reason = faultOfQuestion(error)
      if (reason === null) throw error
      await tx.execute({ text: `update segment_state set error = $2 where segment = $1`, values: [segment.id, reason] })
      given.log('warn', 'a segment could not be asked', { segment: segment.id, error: reason })
    }
  }
}

/** fact → membership, for those whom something happened to. */
export const segment = defineEngine<EngineHost>({
  name: 'segment',
  reads: ['fact', 'handle'],
  writes: 'membership',
  migrations: segmentMigrations,
  turn: async (host): Promise<Turned> => {
    const result = await readFacts(
      host.platform.database,
      host.tenant,
      { reader: 'segment', after: identityReader, limit: factsPerPassMax, from: 'now', names: await namesOf(host) },
      async (tx, facts) =>
        passFacts(
          tx,
          { model: await host.platform.model(host.tenant), now: host.now(), zone: await host.zone(), log: host.log },
          facts,
        ),
    )
    return { more: result.more, nextAt: result.retryAt, full: result.handled >= factsPerPassMax }
  },
})
