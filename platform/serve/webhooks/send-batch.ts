import type { Fact } from '@lianke/kernel'
import { grantsOfRoles } from '../../model/access/load-access.ts'
import { factColumns } from '../../store/facts/read-facts.ts'
import type { Platform } from '../../platform.ts'
import { type DueDelivery, dueDeliveries, markDeliveries, type Outcome } from './delivery-store.ts'
import { failingMaxMs, healthAfter, isGone, waitAfter, wasTaken } from './fate.rule.ts'
import { type HeldSubscription, letGo, type Standing } from './hold-subscription.ts'
import { answerTimeoutMs, type FetchOut, postWebhook } from './post-webhook.ts'
import { accessOfRole, sentFact } from './sent-fact.ts'
import { stopSubscription } from './stop-subscription.ts'
import type { Ask } from './subscription-store.ts'

const perBatchMax = 100
const lanesAtOnceMax = 8
const batchMs = 10_000
const slowMs = 2_000
/** As long as a batch may take at worst, and some: nobody else holds the subscription meanwhile. */
export const holdMsDefault = batchMs + answerTimeoutMs + 10_000

export interface SenderOptions {
  readonly fetch: FetchOut
  readonly holdMs?: number
  /** From 0 to 1. */
  readonly chance?: () => number
  /** True: nothing new is begun. */
  readonly ending?: () => boolean
  /** Told of each answer before it is written down. */
  readonly answered?: (id: string) => Promise<void> | void
}

/** The facts of a set of deliveries, by one statement. */
const factsOf = async (ask: Ask, due: readonly DueDelivery[]): Promise<ReadonlyMap<string, Fact>> => {
  const rows = await ask<Fact>({
    text: `select ${factColumns} from fact f where f.id = any ($1::uuid[])`,
    values: [due.flatMap(({ fact }) => fact ?? [])],
  })
  return new Map(rows.map((fact) => [fact.id, fact]))
}

/** What each delivery says, under the rights that its role has now; null: nothing. */
const bodiesOf = async (platform: Platform, tenant: string, held: HeldSubscription, due: readonly DueDelivery[]) => {
  const { database } = platform
  const ask: Ask = (statement) => database.query(tenant, statement)
  const [model, roles, facts] = await Promise.all([
    platform.model(tenant),
    grantsOfRoles((statement) => database.query(tenant, statement), [held.role]),
    factsOf(ask, due),
  ])
  const grants = roles.get(held.role)
  const access = grants && accessOfRole(held.id, held.name, grants)
  return {
    hasRole: access !== undefined,
    of({ fact }: DueDelivery): string | null | 'gone' {
      const told = facts.get(fact ?? '')
      if (!told) return 'gone'
      const shown = access ? sentFact(model, access, told) : null
      return shown && JSON.stringify(shown)
    },
  }
}

const unsent = (due: DueDelivery, state: 'withheld' | 'dead', problem: string): Outcome => ({
  id: due.id,
  state,
  attempts: due.attempts,
  next_ms: null,
  status: null,
  answer: null,
  problem,
  took_ms: null,
})

const hasFailedLong = ({ failing_since }: HeldSubscription, { failures, sent }: Standing): boolean =>
  failures > 0 && !sent && failing_since !== null && Date.now() - Date.parse(failing_since) > failingMaxMs

/**
 * Sends the next deliveries of one held subscription and writes down what became of them, as a set: those of one record one after another,
 * of several records side by side. Once the address does not work nothing more of the batch is sent. Answers whether there may be more at once.
 */
export const sendBatch = async (
  platform: Platform,
  tenant: string,
  held: HeldSubscription,
  by: string,
  { fetch, chance = Math.random, ending = () => false, answered }: SenderOptions,
): Promise<boolean> => {
  const ask: Ask = (statement) => platform.database.query(tenant, statement)
  // Whoever has failed is asked by one delivery whether he is there again.
  const limit = held.failures > 0 ? 1 : perBatchMax
  const due = await dueDeliveries(ask, held.id, limit)
  const bodies = await bodiesOf(platform, tenant, held, due)
  const secrets = await secretsOf(platform, tenant, held)
  const until = Date.now() + batchMs
  const outcomes: Outcome[] = []
  const waiting = [...Map.groupBy(due, ({ lane }) => lane).values()]
  let standing: Standing = { failures: held.failures, restMs: 0, problem: null, sent: false, slow: held.slow }
  let gone = false
  let stopped = !bodies.hasRole

  const sendOne = async (one: DueDelivery): Promise<boolean> => {
    const body = bodies.of(one)
    if (body === null || body === 'gone') {
      outcomes.push(body === null ? unsent(one, 'withheld', 'webhook.withheld') : unsent(one, 'dead', 'webhook.fact_gone'))
      return true
    }
    const posted = await postWebhook(fetch, { url: held.url, secrets, id: one.id, body, now: new Date() })
    await answered?.(one.id)
    const taken = wasTaken(posted)
    const attempts = one.attempts + 1
    const wait = taken ? null : waitAfter(attempts, posted, chance())
    const { status, answer, problem, tookMs: took_ms } = posted
    outcomes.push({
      id: one.id,
      state: taken ? 'sent' : wait === null ? 'dead' : 'waiting',
      attempts,
      next_ms: wait,
      status,
      answer,
      problem,
      took_ms,
    })
    const health = healthAfter(standing.failures, posted, chance())
    gone ||= isGone(posted)
    stopped ||= health.stop
    standing = {
      failures: health.failures,
      restMs: taken ? standing.restMs : Math.max(standing.restMs, health.restMs),
      problem: problem ?? standing.problem,
      sent: standing.sent || taken,
      slow: took_ms > slowMs,
    }
    // What comes after it of the same record waits with it, unless it is dead.
    return taken || wait === null
  }
  const lane = async () => {
    for (let own = waiting.shift(); own !== undefined; own = waiting.shift())
      for (const one of own) if (stopped || ending() || Date.now() > until || !(await sendOne(one))) break
  }
  await Promise.all(Array.from({ length: lanesAtOnceMax }, lane))
  const why = !bodies.hasRole
    ? 'webhook.role_gone'
    : gone
      ? 'webhook.gone'
      : hasFailedLong(held, standing)
        ? 'webhook.failing'
        : null
  // Before it is let go: nobody else takes what is to stand still.
  if (why) await stopSubscription(platform, tenant, held.id, why)
  await platform.database.transaction(tenant, async (tx) => {
    const inTx: Ask = (statement) => tx.query(statement)
    await markDeliveries(inTx, outcomes)
    await letGo(inTx, held.id, by, standing)
  })
  return why === null && standing.restMs === 0 && outcomes.length > 0
}

/** The secrets that are good now, opened. */
export const secretsOf = async (
  platform: Pick<Platform, 'secrets'>,
  tenant: string,
  { secret, old_secret, old_secret_until }: Pick<HeldSubscription, 'secret' | 'old_secret' | 'old_secret_until'>,
): Promise<string[]> => {
  const good = old_secret && old_secret_until && Date.parse(old_secret_until) > Date.now() ? [secret, old_secret] : [secret]
  return Promise.all(good.map((one) => platform.secrets.decrypt(tenant, one)))
}
