import type { Fact } from '@lianke/kernel'
import { grantsOfRoles } from '../../model/access/load-access.ts'
import { newId } from '../../store/db/new-id.ts'
import { readFacts } from '../../store/facts/read-facts.ts'
import type { Reader } from '../../store/facts/run-readers.ts'
import type { Platform } from '../../platform.ts'
import { insertDeliveries, type NewDelivery } from './delivery-store.ts'
import { hears } from './event-names.rule.ts'
import { stopSubscription } from './stop-subscription.ts'
import { accessOfRole, sentFact } from './sent-fact.ts'
import { type Listener, listeners } from './subscription-store.ts'

export const webhookReaderName = 'webhooks'
const factsPerTurnMax = 500
const restMs = 200
const idleEveryMs = 10_000

interface Hearing {
  readonly listener: Listener
  readonly hears: (fact: Fact) => boolean
}

/**
 * Writes who is to be told what: one delivery per fact and subscription, a set of facts by one statement, together with its cursor. It sends
 * nothing, so no address outside can hold it up. `after`: the reader that must have seen a fact first.
 */
export const webhookReader = (
  platform: Platform,
  { after, written }: { readonly after?: string; readonly written: (tenant: string) => void },
): Reader => {
  const { database } = platform
  const lookedAt = new Map<string, number>()
  const hearingOf = async (tenant: string, all: readonly Listener[], roleGone: (id: string) => void): Promise<Hearing[]> => {
    const model = await platform.model(tenant)
    const roles = await grantsOfRoles((statement) => database.query(tenant, statement), [...new Set(all.map(({ role }) => role))])
    const found: Hearing[] = []
    for (const listener of all) {
      const grants = roles.get(listener.role)
      if (!grants) {
        roleGone(listener.id)
        continue
      }
      const access = accessOfRole(listener.id, listener.name, grants)
      found.push({
        listener,
        hears: (fact) =>
          Date.parse(fact.recorded_at) >= Date.parse(listener.created_at) &&
          hears(listener.events, fact.name) &&
          sentFact(model, access, fact) !== null,
      })
    }
    return found
  }
  return {
    name: webhookReaderName,
    cursor: webhookReaderName,
    restMs,
    turn: async (tenant) => {
      const all = await listeners((statement) => database.query(tenant, statement))
      // Without anybody who listens the cursor is only moved along, so that it holds no old month of the ledger back.
      if (all.length === 0 && Date.now() - (lookedAt.get(tenant) ?? 0) < idleEveryMs) return { more: false }
      lookedAt.set(tenant, Date.now())
      const options = {
        reader: webhookReaderName,
        names: [...new Set(all.flatMap(({ events }) => events))],
        limit: factsPerTurnMax,
        evenStopped: true,
        passHeld: true,
        ...(after ? { after } : {}),
      }
      let fresh = 0
      const bereft = new Set<string>()
      const { handled, more, retryAt } = await readFacts(database, tenant, options, async (tx, facts) => {
        const hearing = await hearingOf(tenant, all, (id) => bereft.add(id))
        fresh = await insertDeliveries((statement) => tx.query(statement), deliveriesOf(facts, hearing))
      })
      for (const id of bereft) await stopSubscription(platform, tenant, id, 'webhook.role_gone')
      if (fresh > 0) written(tenant)
      return { more, nextAt: retryAt, full: handled >= factsPerTurnMax }
    },
  }
}

/** Facts of a record stay in order for each subscription; those about no record, by person. */
const deliveriesOf = (facts: readonly Fact[], hearing: readonly Hearing[]): NewDelivery[] =>
  facts.flatMap((fact) =>
    hearing.flatMap(({ listener, hears: wants }) =>
      wants(fact)
        ? {
            id: newId(),
            subscription: listener.id,
            fact: fact.id,
            name: fact.name,
            object: fact.object,
            record: fact.record,
            lane: fact.record ?? fact.person ?? fact.id,
          }
        : [],
    ),
  )
