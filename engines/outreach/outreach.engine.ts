import { actionThat, defineEngine, type Fact, greetingKey, houseTold, identityReader, intentAsked } from '@lianke/kernel'
import { askGreetings, countNotBelieved, type EngineHost, newId, readFacts, type Turned, wakeReaders } from '@lianke/platform'
import { intentMigrations } from './intent.migration.ts'
import { arrivals } from './statements/arrivals.statement.ts'
import { type NewIntent, takeAsks, writeIntents } from './statements/write-intents.statement.ts'

const asksPerTurnMax = 2000

/** What the modules greet those with who have just arrived, asked in one unit of work; the vendor's leave is the key, so that nobody is greeted twice. */
const greetingsOf = async ({ platform, tenant, now, channels }: EngineHost): Promise<NewIntent[]> => {
  const greeting = [...channels.values()].flatMap((channel) => {
    const action = actionThat(channel, 'greet')
    return channel.greets && action ? [{ channel: channel.name, action, ...channel.greets }] : []
  })
  const came = await arrivals(platform.database, tenant, greeting, now())
  if (came.length === 0) return []
  const { greetings } = await platform.model(tenant)
  const work = await platform.reading(tenant, { kind: 'system', id: 'outreach' })
  const contents = await askGreetings(
    work,
    greetings,
    came.map(({ state }) => ({ state, nickname: null })),
  )
  return came.flatMap(({ code, issuer, channel, action }, at) => {
    const content = contents[at]
    if (!content) return []
    return [
      {
        id: newId(),
        key: greetingKey(code),
        channel,
        action,
        person: null,
        content: { welcome_code: code, ...(issuer ? { issuer } : {}), ...content },
        cause: null,
        hops: 0,
        urgent: true,
      },
    ]
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A module's wish, told as a fact → an intent. A malformed one is left out: its key, channel and action (or what it does) are what makes it one; so is a stranger's. */
export const intentOf = (fact: Fact, channels: EngineHost['channels']) => {
  if (!houseTold(fact, intentAsked)) return []
  const { key, channel, does, content } = fact.payload
  if (typeof key !== 'string' || typeof channel !== 'string') return []
  const known = channels.get(channel)?.actions.find((one) => one.does !== undefined && one.does === does)
  const action = known?.name ?? fact.payload.action
  if (typeof action !== 'string') return []
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

/** run → intent: what runs and modules ask for, each once by its key. */
export const outreach = defineEngine<EngineHost>({
  name: 'outreach',
  reads: ['inbox', 'fact', 'handle', 'run'],
  writes: 'intent',
  migrations: intentMigrations,
  turn: async (host): Promise<Turned> => {
    const { database } = host.platform
    // Newcomers go before all others and wait for no other engine.
    const greetings = await greetingsOf(host)
    const taken = await database.transaction(host.tenant, async (tx) => {
      const greeted = greetings.length === 0 ? 0 : await writeIntents(tx, greetings, host.now())
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
        const intents = facts.flatMap((fact) => intentOf(fact, host.channels))
        if (intents.length === 0) return
        await writeIntents(tx, intents, host.now())
        tx.afterCommit(() => wakeReaders(database, host.tenant))
      },
    )
    const full = taken === asksPerTurnMax
    return { more: full || read.more, nextAt: read.retryAt, full }
  },
})
