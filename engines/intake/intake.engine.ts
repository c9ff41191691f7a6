import { channelSource, defineEngine, type Envelope, refuse } from '@lianke/kernel'
import {
  answersTo,
  type EngineHost,
  type Model,
  type ReceivedFact,
  receivedFact,
  tellReceived,
  type Transaction,
  type Turned,
} from '@lianke/platform'
import { inboxMigrations } from './inbox.migration.ts'
import { factOf } from './rules/fact-of.rule.ts'
import { judgeFailure } from './rules/failure.rule.ts'
import { leaseEnvelopes, lockEnvelopes } from './statements/claim-envelopes.statement.ts'
import { type Failure, markDone, markFailed, waitingNow } from './statements/settle-envelopes.statement.ts'

const localMax = 1000
const remoteMax = 64
const translationsAtOnceMax = 8
type Claimed = Envelope & { attempts: number }
interface Understood {
  readonly envelope: Claimed
  readonly facts: readonly ReceivedFact[]
}

const actor = { kind: 'system', id: 'intake' } as const

/** What the envelope says, or a refusal: nothing of an envelope is kept whose sender may not tell all of it. */
const translateOne = async (host: EngineHost, model: Model, envelope: Claimed): Promise<readonly ReceivedFact[]> => {
  const channel = host.channels.get(envelope.channel)
  if (!channel?.translate) refuse('intake.unknown_channel', { params: { channel: envelope.channel } })
  const source = channel.sourceOf?.(envelope) ?? channelSource(channel.name)
  const translated = await channel.translate(host.channelHost, envelope)
  return translated.map((one, index) => receivedFact(model, source, factOf(envelope, one, index)))
}

/** A leased envelope has counted this attempt already; a locked one has not. */
const failureOf = (host: EngineHost, envelope: Claimed, error: unknown): Failure => {
  const attempts = envelope.attempts + (host.channels.get(envelope.channel)?.local ? 1 : 0)
  return { id: envelope.id, ...judgeFailure({ error, attempts, received_at: envelope.received_at, now: host.now() }) }
}

const translateAll = async (host: EngineHost, envelopes: readonly Claimed[], atOnce: number) => {
  const model = await host.platform.model(host.tenant)
  const understood: Understood[] = []
  const failures: Failure[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let envelope = envelopes[next++]; envelope; envelope = envelopes[next++]) {
      try {
        understood.push({ envelope, facts: await translateOne(host, model, envelope) })
      } catch (error) {
        failures.push(failureOf(host, envelope, error))
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, envelopes.length) }, work))
  const place = new Map(envelopes.map((envelope, index) => [envelope.id, index]))
  understood.sort((a, b) => (place.get(a.envelope.id) as number) - (place.get(b.envelope.id) as number))
  return { understood, failures }
}

const settle = async (
  host: EngineHost,
  tx: Transaction,
  { understood, failures }: { understood: readonly Understood[]; failures: readonly Failure[] },
): Promise<void> => {
  if (understood.length > 0) {
    const facts = await host.presume(
      tx,
      understood.flatMap((one) => one.facts),
    )
    await tellReceived(tx, facts, { actor, now: host.now() })
    const isAnswered = answersTo(host.platform.modules)
    await markDone(
      tx,
      understood.map((one) => one.envelope.id),
      understood.flatMap((one) => (one.facts.some(isAnswered) ? [one.envelope.id] : [])),
    )
  }
  if (failures.length > 0) await markFailed(tx, failures)
}

/** Writes what was understood; when the ledger refuses the set, each envelope alone, so that a poisoned one stands by itself. */
const settleApart = async (
  host: EngineHost,
  { understood, failures }: { understood: readonly Understood[]; failures: readonly Failure[] },
): Promise<void> => {
  const { database } = host.platform
  try {
    await database.transaction(host.tenant, (tx) => settle(host, tx, { understood, failures }))
  } catch (error) {
    if (understood.length <= 1 && failures.length === 0) throw error
    if (failures.length > 0) await database.transaction(host.tenant, (tx) => settle(host, tx, { understood: [], failures }))
    for (const one of understood) {
      try {
        await database.transaction(host.tenant, (tx) => settle(host, tx, { understood: [one], failures: [] }))
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
      claimed = local.length > 0 ? await lockEnvelopes(tx, { channels: local, now: host.now(), max: localMax }) : []
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
