import type { Meaning } from './define-meaning.ts'
import { channelOfSource, type FactSource } from './fact-source.ts'

/** One thing that happened, in our words, as appended to the ledger. */
export interface FactInput {
  /** `person.created`, `page.viewed`, `segment.entered`: dotted, past tense. Record changes are `<module>.<noun>.created|updated|deleted|restored`. */
  readonly name: string
  /** Object name and record id this is about. */
  readonly subject?: { readonly object: string; readonly id: string }
  /** Person whose timeline it belongs to. */
  readonly person?: string | null
  readonly payload?: Record<string, unknown>
  /** Record changes: changed fields only. */
  readonly before?: Record<string, unknown> | null
  readonly after?: Record<string, unknown> | null
  /** When it happened in the world; default now. */
  readonly occurred_at?: string
  /** Fact that caused this one; hops = cause.hops + 1. */
  readonly cause?: { readonly id: string; readonly hops: number } | null
  /** Idempotency: a second fact with the same key is not written. */
  readonly key?: string
}

/** A fact as a reader receives it. */
export interface Fact {
  readonly id: string
  readonly seq: string
  readonly name: string
  readonly object: string | null
  readonly record: string | null
  readonly person: string | null
  readonly payload: Record<string, unknown>
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
  readonly actor_kind: 'user' | 'key' | 'system'
  readonly actor: string
  /** Who told it, as it was when it entered the ledger. */
  readonly source: FactSource
  readonly cause: string | null
  readonly hops: number
  readonly occurred_at: string
  readonly recorded_at: string
  /** What it is in the house's words; told to reactions that hear meanings. */
  readonly means?: Meaning
}

/** The channel that told it; '' where none did. */
export const channelOfFact = ({ source }: Pick<Fact, 'source'>): string => channelOfSource(source) ?? ''

/** Whether the house itself told this fact under this name: merges, memberships and wishes are nobody else's to tell. */
export const houseTold = (fact: Pick<Fact, 'name' | 'source'>, name: string): boolean =>
  fact.name === name && fact.source === 'house'

/** A circle of automations ends here. */
export const hopsMax = 8

/**
 * Facts that intake writes carry no person: `payload.identifiers` (IdentifierInput[]) and `payload.traits` say who it was.
 * The reader of this name resolves them and stamps `fact.person` in the transaction that moves its cursor, so a reader that
 * needs the person stands downstream (`after: identityReader`): it is given only what lies at or below that cursor.
 */
export const identityReader = 'identity'
/** Fact that joins two persons: `payload: { kept, gone }`; person = kept. Readers move what they keep for `gone` to `kept`. */
export const personMerged = 'customer.person.merged'
/** Fact that parts them again: `payload: { kept, gone }`; person = gone. */
export const personUnmerged = 'customer.person.unmerged'

/**
 * A module asks the world for something without a journey (publish a channel code, change a remark, notify staff): a fact of this name,
 * `payload: { key, channel, does, content }` (or `action`, where one of a certain channel is meant) and `fact.person` as in an Intent. Outreach reads it and writes the intent; `key` makes it once.
 */
export const intentAsked = 'outreach.asked'
/** Facts of membership: subject = the segment's record, person = who entered or left. The analytics store mirrors them for nested segments. */
export const segmentEntered = 'marketing.segment.entered'
export const segmentLeft = 'marketing.segment.left'
