import { defineEngine } from '@lianke/kernel'
import { answeredFacts, type EngineHost, tellReceived, type Transaction, type Turned } from '@lianke/platform'
import { inboxMigrations } from './inbox.migration.ts'
import { isCallback } from './rules/is-callback.rule.ts'
import { judgeFailure } from './rules/failure.rule.ts'
import { HeldEvent } from './held-event.ts'
import { seenIn } from './rules/seen-properties.rule.ts'
import { type Claimed, leaseEnvelopes, lockEnvelopes, lockQueued } from './statements/claim-envelopes.statement.ts'
import { countSeen } from './statements/count-seen.statement.ts'
import { type Held, markHeld } from './statements/quarantine.statement.ts'
import { readingOf, type Told, understand } from './understand.ts'
import { type Failure, markDone, markFailed, waitingNow } from './statements/settle-envelopes.statement.ts'

const localMax = 1000
const remoteMax = 64
const translationsAtOnceMax = 8
interface Understood {
  readonly envelope: Claimed
  readonly told: readonly Told[]
}
interface Translated {
  readonly understood: readonly Understood[]
  readonly held: readonly Held[]
  readonly failures: readonly Failure[]
}
const actor = { kind: 'system', id: 'intake' } as const

/** A leased envelope has counted this attempt already; a locked one has not. */
const failureOf = (host: EngineHost, envelope: Claimed, error: unknown): Failure => {
  const attempts = envelope.attempts + (host.channels.get(envelope.channel)?.local ? 1 : 0)
  return { id: envelope.id, ...judgeFailure({ error, attempts, received_at: envelope.received_at, now: host.now() }) }
}

const translateAll = async (host: EngineHost, envelopes: readonly Claimed[], atOnce: number): Promise<Translated> => {
  const model = await host.platform.model(host.tenant)
  const reading = readingOf({ model, zone: await host.zone(), channels: host.channels, host: host.channelHost })
  const understood: Understood[] = []
  const held: Held[] = []
  const failures: Failure[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let envelope = envelopes[next++]; envelope; envelope = envelopes[next++]) {
      try {
        understood.push({ envelope, told: await understand(reading, envelope) })
      } catch (error) {
        if (error instanceof HeldEvent) held.push({ id: envelope.id, misfit: error.misfit })
        else failures.push(failureOf(host, envelope, error))
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, envelopes.length) }, work))
  const place = new Map(envelopes.map((envelope, index) => [envelope.id, index]))
  understood.sort((a, b) => (place.get(a.envelope.id) as number) - (place.get(b.envelope.id) as number))
  return { understood, held, failures }
}

const nothing: Translated = { understood: [], held: [], failures: [] }

/** Envelopes of which anything comes. What no vendor called us with is shown to nobody, and is not asked about. */
const neededOf = async (host: EngineHost, tx: Transaction, understood: readonly Understood[]): Promise<string[]> => {
  const called = understood.filter(({ envelope }) => isCallback(envelope))
  const facts = called.flatMap(({ told }) => told.map(({ fact }) => fact))
  const answered = await answeredFacts(tx, host.platform.modules, facts)
  return called.flatMap(({ envelope, told }) => (told.some(({ fact }) => answered.has(fact)) ? [envelope.id] : []))
}

const settle = async (host: EngineHost, tx: Transaction, { understood, held, failures }: Translated): Promise<void> => {
  if (understood.length > 0) {
    const told = understood.flatMap((one) => one.told)
    const facts = await host.presume(
      tx,
      told.map(({ fact }) => fact),
    )
    await tellReceived(tx, facts, { actor, now: host.now() })
    await markDone(
      tx,
      understood.map(({ envelope }) => envelope),
      await neededOf(host, tx, understood),
    )
    const seen = seenIn(told.map(({ fact, undeclared }) => ({ event: fact.name, undeclared })))
    if (seen.length > 0) await countSeen(tx, seen, host.now())
  }
  if (held.length > 0) await markHeld(tx, held, { now: host.now() })
  if (failures.length > 0) await markFailed(tx, failures)
}

/** Writes what was understood; when the ledger refuses the set, each envelope alone, so that a poisoned one stands by itself. */
const settleApart = async (host: EngineHost, { understood, held, failures }: Translated): Promise<void> => {
  const { database } = host.platform
  const aside = held.length + failures.length
  try {
    await database.transaction(host.tenant, (tx) => settle(host, tx, { understood, held, failures }))
  } catch (error) {
    if (understood.length <= 1 && aside === 0) throw error
    if (aside > 0) await database.transaction(host.tenant, (tx) => settle(host, tx, { ...nothing, held, failures }))
    for (const one of understood) {
      try {
        await database.transaction(host.tenant, (tx) => settle(host, tx, { ...nothing, understood: [one] }))
      } catch (own) {
        await database.transaction(host.tenant, (tx) => markFailed(tx, [failureOf(host, one.envelope, own)]))
      }
    }
  }
}

interface Local {
  readonly more: boolean
  readonly nextAt: string | null
  readonly remote: boolean
}

/** Channels whose translation is arithmetic: claim, translate, write, and look what else waits, one transaction. */
const turnLocal = async (host: EngineHost, local: readonly string[]): Promise<Local> => {
  const { database } = host.platform
  let claimed: readonly Claimed[] = []
  try {
    return await database.transaction(host.tenant, async (tx) => {
      const again = local.length > 0 ? await lockEnvelopes(tx, { channels: local, now: host.now(), max: localMax }) : []
      claimed = [...again, ...(again.length < localMax ? await lockQueued(tx, localMax - again.length) : [])]
      if (claimed.length > 0) await settle(host, tx, await translateAll(host, claimed, 1))
      return { more: claimed.length === localMax, ...(await waitingNow(tx, { except: local, now: host.now() })) }
    })
  } catch (error) {
    if (claimed.length === 0) throw error
    host.log('warn', 'a set of envelopes was refused by the ledger; taken one by one', { error: String(error) })
    await settleApart(host, await translateAll(host, claimed, 1))
    return { more: true, nextAt: null, remote: true }
  }
}

/** Channels that may ask their vendor: leased first, so that no transaction waits for the world. */
const turnRemote = async (host: EngineHost, except: readonly string[]): Promise<boolean> => {
  const claimed = await host.platform.database.transaction(host.tenant, (tx) =>
    leaseEnvelopes(tx, { except, now: host.now(), max: remoteMax }),
  )
  if (claimed.length === 0) return false
  claimed.sort((a, b) => (a.received_at + a.id < b.received_at + b.id ? -1 : 1))
  await settleApart(host, await translateAll(host, claimed, translationsAtOnceMax))
  return claimed.length === remoteMax
}

/** inbox → fact: claims a set of envelopes, has their channels translate them, appends the facts. */
export const intake = defineEngine<EngineHost>({
  name: 'intake',
  reads: ['inbox'],
  writes: 'fact',
  migrations: inboxMigrations,
  turn: async (host): Promise<Turned> => {
    const local = [...host.channels.values()].filter((channel) => channel.local).map((channel) => channel.name)
    const here = await turnLocal(host, local)
    const more = here.remote && (await turnRemote(host, local))
    return { more: here.more || more, nextAt: here.nextAt, full: here.more || more }
  },
})
