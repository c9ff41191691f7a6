import { surely } from '@lianke/kernel'
import {
  type ChannelHost,
  type ChannelDefinition,
  type DeliveryOutcome,
  type FactInput,
  filledContent,
  Refusal,
  RetryLater,
} from '@lianke/kernel'
import { tellFacts, type Transaction } from '@lianke/platform'
import type { Claimed, Judged } from './claim.ts'
import { attemptsMax, retryAt } from './rules/backoff.rule.ts'
import { writeCircuits } from './statements/channel-doors.statement.ts'
import { settle, type Settled } from './statements/claim.statement.ts'

const actor = { kind: 'system', id: 'delivery' } as const

/** The answer of a channel to one attempt. `broken`: it failed in a way it did not name, so nobody knows whether it was sent. */
export interface Answer {
  readonly claimed: Claimed
  readonly outcome: DeliveryOutcome | { readonly status: 'broken'; readonly reason: string }
}

/** Hands one request to its channel. Never throws. */
export const sendOne = async (channel: ChannelDefinition, host: ChannelHost, claimed: Claimed): Promise<Answer> => {
  try {
    const outcome = await surely(channel.deliver, 'a channel that is sent by delivers')(host, {
      intent: claimed.key,
      action: claimed.action,
      person: claimed.person,
      address: claimed.address,
      content: filledContent(claimed.content),
    })
    return { claimed, outcome }
  } catch (error) {
    if (error instanceof Refusal) return { claimed, outcome: { status: 'refused', reason: error.code } }
    if (error instanceof RetryLater)
      return { claimed, outcome: { status: 'retry', reason: error.message, afterMs: error.delayMs } }
    return { claimed, outcome: { status: 'broken', reason: error instanceof Error ? error.message : String(error) } }
  }
}

const settledOf = ({ claimed, outcome }: Answer, now: string, chance: number): Settled => {
  const attempt = claimed.attempts + 1
  const base = { intent: claimed.intent, attempt, reference: null, next_at: now }
  if (outcome.status === 'sent') return { ...base, state: 'sent', reason: null, reference: outcome.reference ?? null }
  if (outcome.status === 'refused') return { ...base, state: 'refused', reason: outcome.reason }
  // A message that may have reached a person is not sent again blindly; acts on our own side are.
  if (outcome.status === 'broken' && claimed.touches) return { ...base, state: 'unknown', reason: outcome.reason }
  if (attempt >= attemptsMax) return { ...base, state: 'dead', reason: outcome.reason }
  const afterMs = outcome.status === 'retry' ? outcome.afterMs : undefined
  return { ...base, state: 'waiting', reason: outcome.reason, next_at: retryAt({ now, attempts: attempt, afterMs, chance }) }
}

const factNames: Partial<Record<Settled['state'], string>> = {
  sent: 'message.sent',
  refused: 'message.refused',
  unknown: 'message.unknown',
  dead: 'message.failed',
}

const messageFact = (
  due: Judged['due'],
  state: Settled['state'],
  reason: string | null,
  reference: string | null,
): FactInput[] => {
  const name = factNames[state]
  if (!name || due.channel === 'self') return []
  return [
    {
      name,
      person: due.person,
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
  const health = new Map<string, { failed: number; answered: number }>()
  for (const { claimed, outcome } of answers) {
    const count = health.get(claimed.channel) ?? { failed: 0, answered: 0 }
    if (outcome.status === 'sent' || outcome.status === 'refused') count.answered++
    else count.failed++
    health.set(claimed.channel, count)
  }
  await writeCircuits(tx, health, now)
}
