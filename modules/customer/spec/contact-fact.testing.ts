import type { Fact, Meaning } from '@lianke/kernel'

/** A channel's word about a contact, as reactions are told it. */
export const contactFact = (
  means: Meaning,
  told: { readonly person: string | null | undefined; readonly occurred_at: string; readonly payload: Record<string, unknown> },
): Fact => ({ id: crypto.randomUUID(), name: means, means, source: 'channel:wecom', hops: 0, ...told }) as unknown as Fact
