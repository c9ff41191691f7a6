import { type Actor, type Fact, type Meaning, type ReactionDefinition, RetryLater, textIn } from '@lianke/kernel'
import { tellingProblem } from '../model/event-sources.ts'
import type { Platform } from '../../platform.ts'
import { factsOf, meaningsOf } from './answers-to.ts'
import { readWhere } from './reaction-where.ts'
import type { Transaction } from '../../store/db/database.ts'
import type { Heirs } from '../../store/facts/fact-cursor.ts'
import { factReader } from '../../store/facts/fact-reader.ts'
import { namesFact } from '../../store/facts/names-fact.rule.ts'
import type { Reader } from '../../store/facts/run-readers.ts'
import { formerReader, type ReactionLane, reactionLanes } from './reaction-lanes.ts'

const reactionsPerBatchMax = 500

/** The answers of all modules to facts, each module in a lane of its own, beside each other. */
export const reactionReaders = (platform: Platform, options: { readonly identified: boolean }): readonly Reader[] => {
  const lanes = reactionLanes(platform.modules, options)
  const meant = meaningsOf(platform.modules)
  const heirs = { of: formerReader, all: lanes.map(({ reader }) => reader) }
  return lanes.map((lane) => laneReader(platform, lane, meant, heirs))
}

/**
 * The answers of one lane. A batch is answered in the transaction in which the reader moves on, each reaction its facts as one set, with the keys
 * of `once` written beside: what is told twice has the effect of once. A batch that fails is done again fact by fact.
 */
const laneReader = (
  platform: Platform,
  { reader, after, reactions, restMs }: ReactionLane,
  meant: ReadonlyMap<string, Meaning>,
  heirs: Heirs,
): Reader => {
  const namesOf = (reaction: ReactionDefinition) => factsOf(reaction, meant)
  const names = [...new Set(reactions.flatMap(namesOf))]
  const where = readWhere(reactions, namesOf)
  const options = {
    reader,
    names,
    ...(where === null ? {} : { where }),
    heirs,
    limit: reactionsPerBatchMax,
    passHeld: true,
    restMs,
    // Reactions change records, rights and money: they ask again who told them.
    believing: async (tenant: string) => {
      const model = await platform.model(tenant)
      return (fact: Fact) => tellingProblem(model, fact.name, fact.source) === null
    },
    ...(after === undefined ? {} : { after }),
  }
  return factReader(platform, options, (tenant) => async (tx, facts, { again }) => {
    const told = facts.map((fact) => {
      const means = meant.get(fact.name)
      return means ? { ...fact, means } : fact
    })
    if (!again && (await givenAsSets(platform, tx, reactions, told))) return
    // A batch that failed, or of which one must wait, is done fact by fact, each answer in a transaction of its own: what goes well does not
    // wait for what does not.
    for (const fact of told) for (const reaction of concerning(reactions, fact)) await react(platform, tenant, reaction, fact)
  })
}

/** All answers to a batch, or none of them where one asks to be tried later: false. */
const givenAsSets = async (
  platform: Platform,
  tx: Transaction,
  reactions: readonly ReactionDefinition[],
  told: readonly Fact[],
): Promise<boolean> => {
  try {
    await tx.attempt(async () => {
      for (const reaction of reactions)
        await reactToSet(
          platform,
          tx,
          reaction,
          told.filter((fact) => concerns(reaction, fact)),
        )
    })
    return true
  } catch (error) {
    if (error instanceof RetryLater) return false
    throw error
  }
}

const concerns = ({ on, hears = [], only }: ReactionDefinition, { name, means, payload }: Fact): boolean =>
  (namesFact(on, name) || (means !== undefined && hears.includes(means))) &&
  (!only || (textIn(payload[only.payload]) ?? '').startsWith(only.begins))
const concerning = (reactions: readonly ReactionDefinition[], fact: Fact): readonly ReactionDefinition[] =>
  reactions.filter((reaction) => concerns(reaction, fact))

const actorOf = ({ name }: ReactionDefinition): Actor => ({ kind: 'system', id: `reaction:${name}` })
const causeOf = ({ id, hops }: Fact) => ({ id, hops })

/** Keys that were not there before; of two facts with one key the first is answered. */
const freshOf = async (tx: Transaction, reaction: ReactionDefinition, facts: readonly Fact[]): Promise<readonly Fact[]> => {
  const byKey = new Map<string, Fact>()
  for (const fact of facts) if (!byKey.has(reaction.once(fact))) byKey.set(reaction.once(fact), fact)
  const fresh = await tx.query<{ once: string }>({
    text: `insert into reaction_done (reaction, once) select $1, k from unnest($2::text[]) as k order by k on conflict do nothing returning once`,
    values: [reaction.name, [...byKey.keys()]],
  })
  const keys = new Set(fresh.map(({ once }) => once))
  return [...byKey].flatMap(([key, fact]) => (keys.has(key) ? [fact] : []))
}

const reactToSet = async (
  platform: Platform,
  tx: Transaction,
  reaction: ReactionDefinition,
  facts: readonly Fact[],
): Promise<void> => {
  if (facts.length === 0) return
  const fresh = await freshOf(tx, reaction, facts)
  const [actor, now, { runSet }] = [actorOf(reaction), new Date().toISOString(), reaction]
  if (runSet && fresh.length > 1) {
    const causes = new Map(fresh.flatMap((fact) => (fact.person ? [[fact.person, causeOf(fact)] as const] : [])))
    await platform.workIn(tx, actor, (work) => runSet(work, fresh), { now, causes })
    return
  }
  for (const fact of fresh) await platform.workIn(tx, actor, (work) => reaction.run(work, fact), { now, cause: causeOf(fact) })
}

const react = (platform: Platform, tenant: string, reaction: ReactionDefinition, fact: Fact): Promise<void> =>
  platform.work(
    tenant,
    actorOf(reaction),
    async (work) => {
      const fresh = await work.sql(
        'insert into reaction_done (reaction, once) values ($1, $2) on conflict do nothing returning 1',
        [reaction.name, reaction.once(fact)],
      )
      if (fresh.length > 0) await reaction.run(work, fact)
    },
    { cause: causeOf(fact) },
  )
