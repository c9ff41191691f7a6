import type { Envelope, FactInput, Translated } from '@lianke/kernel'

/**
 * A channel's word about what happened → the fact as it enters the ledger; who it was stays in the payload until identity has read it.
 * What the sender put under those names himself is left out, or a page could name anybody as proven.
 */
export const factOf = (envelope: Envelope, translated: Translated, index: number): FactInput => {
  const { identifiers: _identifiers, traits: _traits, ...payload } = translated.payload
  return {
    name: translated.name,
    person: translated.person ?? null,
    occurred_at: translated.occurred_at,
    payload: {
      ...payload,
      channel: envelope.channel,
      ...(translated.identifiers.length > 0 ? { identifiers: translated.identifiers } : {}),
      ...(translated.traits ? { traits: translated.traits } : {}),
    },
    key: translated.key ?? `${envelope.channel}:${envelope.message_id}:${index}`,
  }
}
