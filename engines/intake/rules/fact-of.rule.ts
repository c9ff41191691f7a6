import type { Envelope, FactInput, Translated } from '@lianke/kernel'

/** A channel's word about what happened → the fact as it enters the ledger; who it was stays in the payload until identity has read it. */
export const factOf = (envelope: Envelope, translated: Translated, index: number): FactInput => ({
  name: translated.name,
  person: translated.person ?? null,
  occurred_at: translated.occurred_at,
  payload: {
    ...translated.payload,
    channel: envelope.channel,
    ...(translated.identifiers.length > 0 ? { identifiers: translated.identifiers } : {}),
    ...(translated.traits ? { traits: translated.traits } : {}),
  },
  key: translated.key ?? `${envelope.channel}:${envelope.message_id}:${index}`,
})
