import { type ChannelDefinition, type ChannelHost, type Confirmation, filledContent } from '@lianke/kernel'
import { tellFacts, type Transaction } from '@lianke/platform'
import { actor, messageFact } from './send.ts'
import { spokenContent } from './ways.ts'
import { askAgainAt } from './rules/ask-again.rule.ts'
import { type Asked, settleAsked } from './statements/asked.statement.ts'
import type { Address } from './statements/read-gate.statement.ts'

/** What the channel says of a set of messages that people were to send; where it cannot be asked now, nothing is known. Never throws. */
export const confirmSet = async (
  channel: ChannelDefinition,
  host: ChannelHost,
  asked: readonly (Asked & { readonly address: Address | null })[],
): Promise<readonly Confirmation[]> => {
  try {
    const given = asked.map(({ key, action, address, content, reference }) => ({
      intent: key,
      action,
      address,
      content: spokenContent(filledContent(content), address),
      reference,
    }))
    return (await channel.confirm?.(host, given)) ?? []
  } catch (error) {
    host.log('warn', 'what became of messages could not be asked', { channel: channel.name, error: String(error) })
    return []
  }
}

/** Writes what is known now: who was reached is told as sent at the moment it was; who will not be, as refused with the reason. */
export const recordConfirmed = async (
  tx: Transaction,
  asked: readonly Asked[],
  said: readonly Confirmation[],
  now: string,
): Promise<void> => {
  const rows = asked.map((one, index) => {
    const known = said[index] ?? { status: 'asked' as const }
    const again = known.status === 'asked' ? askAgainAt({ since: one.since, now }) : null
    const base = { intent: one.intent, next_at: again ?? now, at: now }
    if (known.status === 'sent') return { ...base, state: 'sent' as const, reason: null, at: known.at ?? now }
    if (known.status === 'refused') return { ...base, state: 'refused' as const, reason: known.reason }
    if (again === null) return { ...base, state: 'refused' as const, reason: 'delivery.not_confirmed' }
    return { ...base, state: 'asked' as const, reason: null }
  })
  const written = new Set((await settleAsked(tx, rows)).map(({ intent }) => intent))
  await tellFacts(
    tx,
    asked.flatMap((one, index) => {
      const row = rows[index]
      if (!row || row.state === 'asked' || !written.has(one.intent)) return []
      return messageFact(one, row.state, row.reason, one.reference, row.at)
    }),
    { actor, now },
  )
}
