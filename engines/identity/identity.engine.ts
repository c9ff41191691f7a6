import { defineEngine, type Fact, houseTold, identityReader, personObject } from '@lianke/kernel'
import {
  countNotBelieved,
  type EngineHost,
  type Model,
  newId,
  type Platform,
  readFacts,
  type Transaction,
  type Turned,
} from '@lianke/platform'
import { doorsOfTurn } from './doors.ts'
import { identify } from './identify.ts'
import { identityMigrations } from './identity.migration.ts'
import { askNames } from './rules/asked.rule.ts'
import { toldBy } from './rules/mentions.rule.ts'
import { answerAsk } from './statements/answer-ask.statement.ts'
import { rulesOf, rulesSaid } from './statements/rules-as-set.statement.ts'
import { stampFacts } from './statements/stamp-facts.statement.ts'
import { factsOfMerged } from './statements/facts-of-merged.statement.ts'
import { mergedInto } from './statements/merged-into.statement.ts'

const factsPerTurnMax = 1000

/** In SQL, of a fact `f`: what says something of identity, asks something of it, or counts for somebody who was merged away. */
const concernsIdentity = `f.payload ? 'identifiers' or f.object = '${personObject}' or f.name in (${askNames.map((name) => `'${name}'`).join(', ')})
  or exists (select 1 from customer_person p where p.id = f.person and p.merged_into is not null)`

/** Reads one set of facts: who was it, what is new about them; stamps the facts. */
export const identifyFacts = async (
  tx: Transaction,
  facts: readonly Fact[],
  given: {
    platform: Pick<Platform, 'workIn' | 'settings'>
    tenant: string
    model: Model
    now: string
    warn?: (blocked: readonly unknown[]) => void
  },
): Promise<void> => {
  const doors = doorsOfTurn(tx, { platform: given.platform, model: given.model, now: given.now, newId })
  const told = facts.flatMap((fact) => toldBy(fact) ?? [])
  const rules = rulesOf(await rulesSaid((name) => given.platform.settings.get(given.tenant, name)), given.model.phoneRegion)
  const identified =
    told.length > 0
      ? await identify(doors, given.tenant, told, rules)
      : { of: new Map<string, string>(), blocked: [], merged: false }
  if (identified.blocked.length > 0) given.warn?.(identified.blocked)
  const asks = facts.filter(({ name }) => askNames.includes(name))
  const asked = asks.filter((fact) => houseTold(fact, fact.name))
  countNotBelieved(identityReader, asks.length - asked.length)
  for (const fact of asked) await answerAsk({ ...doors, by: String(fact.payload.by ?? fact.actor) }, fact)
  const among = identified.merged || asked.length > 0 ? await factsOfMerged(doors, facts) : facts
  const others = among.filter((fact) => fact.person && !identified.of.has(fact.id))
  const moved = await mergedInto(
    doors,
    others.map((fact) => fact.person as string),
  )
  await stampFacts(
    doors,
    [...new Map([...facts, ...others].map((fact) => [fact.id, fact])).values()].flatMap((fact) => {
      const person = identified.of.get(fact.id) ?? (fact.person ? moved.get(fact.person) : undefined)
      return person && person !== fact.person ? [{ fact: fact.id, recorded_at: fact.recorded_at, person }] : []
    }),
  )
}

/** fact → handle: identifiers of facts become persons and their identifiers; every fact learns the person it counts for. */
export const identity = defineEngine<EngineHost>({
  name: identityReader,
  reads: ['fact'],
  writes: 'handle',
  migrations: identityMigrations,
  turn: async (host): Promise<Turned> => {
    const model = await host.platform.model(host.tenant)
    const result = await readFacts(
      host.platform.database,
      host.tenant,
      { reader: identityReader, where: concernsIdentity, limit: factsPerTurnMax, from: 'beginning', evenStopped: true },
      (tx, facts) =>
        identifyFacts(tx, facts, {
          platform: host.platform,
          tenant: host.tenant,
          model,
          now: host.now(),
          warn: (blocked) =>
            host.log('warn', 'identifiers that mean nothing were refused', { count: blocked.length, first: blocked[0] }),
        }),
    )
    return { more: result.more, nextAt: result.retryAt, full: result.handled >= factsPerTurnMax }
  },
})
