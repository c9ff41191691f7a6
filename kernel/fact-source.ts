/**
 * Who told a fact: `page` (anybody who holds the public key of a site), `program` (whoever holds a secret key of the company),
 * `channel:<name>` (an envelope of that channel), `house` (our own commands, reactions, steps, engines, records).
 */
export type FactSource = 'page' | 'program' | 'house' | `channel:${string}`

/** The source of what a channel's envelopes say. */
export const channelSource = (channel: string): FactSource => `channel:${channel}`

/** The channel of such a source; null for the others. */
export const channelOfSource = (source: FactSource): string | null => (source.startsWith('channel:') ? source.slice(8) : null)
