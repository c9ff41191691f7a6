import { surely } from '@lianke/kernel'
import {
  type ChannelHost,
  type ChannelDefinition,
  type DeliveryOutcome,
  type DeliveryRequest,
  type FactInput,
  filledContent,
  Refusal,
  RetryLater,
} from '@lianke/kernel'
import { tellFacts, type Transaction } from '@lianke/platform'
import type { Claimed, Judged } from './claim.ts'
import { askAgainAt } from './rules/ask-again.rule.ts'
import { attemptsMax, retryAt } from './rules/backoff.rule.ts'
import { doorOf, spokenContent } from './ways.ts'
import { writeCircuits } from './statements/channel-doors.statement.ts'
import { settle, type Settled } from './statements/claim.statement.ts'

export const actor = { kind: 'system', id: 'delivery' } as const

/** The answer of a channel to one attempt. `broken`: it failed in a way it did not name, so nobody knows whether it was sent. */
export interface Answer {
  readonly claimed: Claimed
  readonly outcome: DeliveryOutcome | { readonly status: 'broken'; readonly reason: string }
}

const requestOf = (claimed: Claimed): DeliveryRequest => ({
  intent: claimed.key,
  action: claimed.action,
  person: claimed.person,
  address: claimed.address,
  content: spokenContent(filledContent(claimed.content), claimed.address),
})

const outcomeOfError = (error: unknown): Answer['outcome'] => {
  if (error instanceof Refusal) return { status: 'refused', reason: error.code }
  if (error instanceof RetryLater) return { status: 'retry', reason: error.message, afterMs: error.delayMs }
  return { status: 'broken', reason: error instanceof Error ? error.message : String(error) }
}

/** Hands requests to their channel, where it takes many at once all together. Never throws. */
export const sendSet = async (
  channel: ChannelDefinition,
  host: ChannelHost,
  set: readonly Claimed[],
): Promise<readonly Answer[]> => {
  const [first, ...more] = set
  try {
    if (channel.deliverMany && (more.length > 0 || !channel.deliver)) {
      const outcomes = await channel.deliverMany.run(host, set.map(requestOf))
      return set.map((claimed, index) => ({ claimed, outcome: surely(outcomes[index], 'every request has an outcome') }))
    }
    if (!first) return []
    return [
      { claimed: first, outcome: await surely(channel.deliver, 'a channel that is sent by delivers')(host, requestOf(first)) },
    ]
  } catch (error) {
    return set.map((claimed) => ({ claimed, outcome: outcomeOfError(error) }))
  }
}

/** What goes out together: the requests of an action that its channel carries out many at once, each other one alone. */
export const setsOf = (
  channels: ReadonlyMap<string, ChannelDefinition>,
  claimed: readonly Claimed[],
): readonly (readonly Claimed[])[] => {
  const isMany = ({ channel, action }: Claimed) => channels.get(channel)?.deliverMany?.actions.includes(action) ?? false
  const together = Map.groupBy(claimed.filter(isMany), ({ channel, action }) => `${channel} ${action}`)
  return [...together.values(), ...claimed.filter((one) => !isMany(one)).map((one) => [one])]
}

const settledOf = ({ claimed, outcome }: Answer, now: string, chance: number): Settled => {
  const attempt = claimed.attempts + 1
  const base = { intent: claimed.intent, attempt, reference: null, next_at: now }
  if (outcome.status === 'sent') return { ...base, state: 'sent', reason: null, reference: outcome.reference ?? null }
  if (outcome.status === 'asked')
    return {
      ...base,
      state: 'asked',
      reason: null,
      reference: outcome.reference,
      next_at: askAgainAt({ since: now, now }) ?? now,
    }
  if (outcome.status === 'refused') return { ...base, state: 'refused', reason: outcome.reason }
  // A message that may have reached a person is not sent again blindly; acts on our own side are.
  if (outcome.status === 'broken' && claimed.touches) return { ...base, state: 'unknown', reason: outcome.reason }
  if (attempt >= attemptsMax) return { ...base, state: 'dead', reason: outcome.reason }
  const afterMs = outcome.status === 'retry' ? outcome.afterMs : undefined
  return { ...base, state: 'waiting', reason: outcome.reason, next_at: retryAt({ now, attempts: attempt, afterMs, chance }) }
}

const factNames: Partial<Record<Settled['state'], string>> = {
  asked: 'message.asked',
  sent: 'message.sent',
  refused: 'message.refused',
  unknown: 'message.unknown',
  dead: 'message.failed',
}

/** What is told of a message whose state is known; when it happened, where that is not now. */
export const messageFact = (
  due: Pick<Judged['due'], 'channel' | 'person' | 'cause' | 'hops' | 'key' | 'action' | 'content'>,
  state: Settled['state'],
  reason: string | null,
  reference: string | null,
  at?: string,
): FactInput[] => {
  const name = factNames[state]
  if (!name || due.channel === 'self') return []
  return [
    {
      name,
      person: due.person,
      ...(at ? { occurred_at: at } : {}),
      cause: due.cause ? { id: due.cause, hops: due.hops } : null,
      payload: {
        intent: due.key,
        channel: due.channel,
        action: due.action,
        ...(reason ? { reason } : {}),
        ...(reference ? { reference } : {}),
        ...(typeof due.content.text === 'string' ? { text: due.content.text.slice(0, 500) } : {}),
        ...(due.content.fill ? { fill: due.content.fill } : {}),
      },
    },
  ]
}

/** Refused before any channel was asked. */
export const tellRefused = (tx: Transaction, refused: readonly Judged[], now: string) =>
  tellFacts(
    tx,
    refused.flatMap(({ due, reason }) => messageFact(due, 'refused', reason, null)),
    { actor, now },
  )

/** Writes a set of answers: state, timeline, the channels' health. */
export const record = async (tx: Transaction, answers: readonly Answer[], now: string, chance: () => number): Promise<void> => {
  const settled = answers.map((answer) => settledOf(answer, now, chance()))
  const written = new Set((await settle(tx, settled, now)).map((row) => row.intent))
  const claimedOf = new Map(answers.map((answer) => [answer.claimed.intent, answer.claimed]))
  await tellFacts(
    tx,
    settled
      .filter((one) => written.has(one.intent))
      .flatMap((one) =>
        messageFact(surely(claimedOf.get(one.intent), 'an answer is of something claimed'), one.state, one.reason, one.reference),
      ),
    { actor, now },
  )
  const health = new Map<string, { failed: number; answered: number; reason: string | null }>()
  for (const { claimed, outcome } of answers) {
    const door = doorOf(claimed)
    const count = health.get(door) ?? { failed: 0, answered: 0, reason: null }
    if (outcome.status === 'sent' || outcome.status === 'asked' || outcome.status === 'refused') count.answered++
    else {
      count.failed++
      count.reason = outcome.reason
    }
    health.set(door, count)
  }
  await writeCircuits(tx, health, now)
}
