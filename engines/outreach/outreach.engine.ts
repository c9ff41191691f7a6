import { defineEngine, type Fact, houseTold, identityReader, intentAsked, localTime } from '@lianke/kernel'
import { countNotBelieved, type EngineHost, newId, readFacts, type Transaction, type Turned, wakeReaders } from '@lianke/platform'
import { intentMigrations } from './intent.migration.ts'
import { welcomeContent } from './rules/welcome.rule.ts'
import { arrivals } from './statements/welcomes.statement.ts'
import { takeAsks, writeIntents } from './statements/write-intents.statement.ts'

const asksPerTurnMax = 2000

/** Greets who was just added by a channel code: the intent goes before all others and waits for no other engine. */
export const welcomeArrivals = async (tx: Transaction, { now, zone }: { now: string; zone: string }): Promise<number> => {
  const came = await arrivals(tx, now)
  const moment = localTime(now, zone)
  const intents = came.flatMap((one) => {
    const content = welcomeContent(one, moment)
    if (!content) return []
    return [
      {
        id: newId(),
        key: `welcome:${one.welcome_code}`,
        channel: 'wecom',
        action: 'wecom.send_welcome',
        person: null,
        content: { welcome_code: one.welcome_code, ...content },
        cause: null,
        hops: 0,
        urgent: true,
      },
    ]
  })
  return intents.length === 0 ? 0 : writeIntents(tx, intents, now)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A room's wish, told as a fact → an intent. A malformed one is left out: its key, channel and action are what makes it one; so is a stranger's. */
export const intentOf = (fact: Fact) => {
  if (!houseTold(fact, intentAsked)) return []
  const { key, channel, action, content } = fact.payload
  if (typeof key !== 'string' || typeof channel !== 'string' || typeof action !== 'string') return []
  return [
    {
      id: newId(),
      key,
      channel,
      action,
      person: fact.person,
      content: isObject(content) ? content : {},
      cause: fact.id,
      hops: fact.hops,
    },
  ]
}

/** run → intent: what runs and rooms ask for, each once by its key. */
export const outreach = defineEngine<EngineHost>({
  name: 'outreach',
  reads: ['inbox', 'fact', 'run'],
  writes: 'intent',
  migrations: intentMigrations,
  turn: async (host): Promise<Turned> => {
    const { database } = host.platform
    const zone = await host.zone()
    const taken = await database.transaction(host.tenant, async (tx) => {
      const greeted = await welcomeArrivals(tx, { now: host.now(), zone })
      const taken = await takeAsks(tx, host.now(), asksPerTurnMax)
      if (greeted + taken > 0) tx.afterCommit(() => wakeReaders(database, host.tenant))
      return taken
    })
    const read = await readFacts(
      database,
      host.tenant,
      { reader: 'outreach', names: [intentAsked], after: identityReader, from: 'beginning' },
      async (tx, facts) => {
        countNotBelieved('outreach', facts.filter((fact) => !houseTold(fact, intentAsked)).length)
        const intents = facts.flatMap(intentOf)
        if (intents.length === 0) return
        await writeIntents(tx, intents, host.now())
        tx.afterCommit(() => wakeReaders(database, host.tenant))
      },
    )
    return { more: taken === asksPerTurnMax || read.more, nextAt: read.retryAt }
  },
})
