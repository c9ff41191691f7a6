import { type Fact, type FactSource, type IdentifierInput, personObject, isObject } from '@lianke/kernel'

/** Pages and programs name identifiers, never one of our persons: whoever stands on such a fact was presumed before identity read it. */
export const isPresumed = (source: FactSource): boolean => source === 'page' || source === 'program'

/** One fact's word about a person, as identity reads it. */
export interface Told {
  readonly fact: string
  readonly person: string | null
  readonly occurred_at: string
  readonly identifiers: readonly IdentifierInput[]
  readonly traits: Readonly<Record<string, unknown>>
  readonly source: string | null
  /** Typed by a colleague or imported: it names a person we hold, and only suggests when another has the same. */
  readonly entered: boolean
  /** Addresses that somebody took off the record: they are this person's no longer. */
  readonly retired: readonly IdentifierInput[]
  /** Who told it. */
  readonly by: string
}

const entries = ['phone', 'email'] as const
const addressesIn = (values: Readonly<Record<string, unknown>> | null): IdentifierInput[] =>
  entries.flatMap((type) => {
    const value = values?.[type]
    return typeof value === 'string' ? [{ type, issuer: '', value }] : []
  })

export const isIdentifier = (value: unknown): value is IdentifierInput =>
  isObject(value) && typeof value.type === 'string' && typeof value.value === 'string'

/** Null: the fact says nothing about identity. */
export const toldBy = (fact: Fact): Told | null => {
  const { payload } = fact
  if (Array.isArray(payload.identifiers) && payload.identifiers.length > 0)
    return {
      fact: fact.id,
      person: isPresumed(fact.source) ? null : fact.person,
      occurred_at: fact.occurred_at,
      identifiers: payload.identifiers.filter(isIdentifier),
      traits: isObject(payload.traits) ? payload.traits : {},
      source: typeof payload.channel === 'string' ? payload.channel : null,
      entered: false,
      retired: [],
      by: fact.actor,
    }
  if (
    fact.object === personObject &&
    (fact.name === `${personObject}.created` || fact.name === `${personObject}.updated`) &&
    fact.actor !== 'identity' &&
    fact.record
  ) {
    const identifiers = addressesIn(fact.after)
    const retired = addressesIn(fact.before).filter(({ type }) => fact.after !== null && type in fact.after)
    if (identifiers.length + retired.length === 0) return null
    return {
      fact: fact.id,
      person: fact.record,
      occurred_at: fact.occurred_at,
      identifiers,
      traits: {},
      source: 'record',
      entered: true,
      retired,
      by: fact.actor,
    }
  }
  return null
}
