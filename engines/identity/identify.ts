import type { Told } from './rules/mentions.rule.ts'
import { hashOf, lockBuckets } from './rules/lock-buckets.rule.ts'
import {
  defaultRules,
  type Identifier,
  type IdentityRules,
  keyOf,
  normaliseIdentifier,
} from './rules/normalise-identifier.rule.ts'
import { type Mention, type Plan, resolveMentions } from './rules/resolve.rule.ts'
import { readHolders, readPersons } from './statements/read-known.statement.ts'
import { writePlan } from './statements/write-plan.statement.ts'
import type { Doors } from './doors.ts'

export interface Identified {
  /** Fact → the person it counts for. */
  readonly of: ReadonlyMap<string, string>
  /** Identifiers that meant nothing, for a warning on their source. */
  readonly blocked: readonly { readonly fact: string; readonly type: string; readonly value: string }[]
  /** Persons became one. */
  readonly merged: boolean
}

/** A colleague's typing never merges: what it says about phone and mail is taken as a weak word. */
const asEntered = (identifier: Identifier, entered: boolean, holders: ReadonlyMap<string, string>): Identifier =>
  entered && holders.has(keyOf(identifier)) ? { ...identifier, strength: 'weak' } : identifier

/**
 * Finds or makes the person of each fact of a set, in one transaction. Workers that meet the same identifiers wait for one another in one
 * order; persons are locked only when something about them will change, and what was decided on unlocked rows is decided again.
 */
export const identify = async (
  doors: Doors,
  tenant: string,
  told: readonly Told[],
  rules: IdentityRules = defaultRules,
): Promise<Identified> => {
  const blocked: { fact: string; type: string; value: string }[] = []
  const given = told.map((one) => ({
    told: one,
    retired: one.retired.flatMap((input) => normaliseIdentifier(input, rules) ?? []),
    identifiers: one.identifiers.flatMap((input) => {
      const identifier = normaliseIdentifier(input, rules)
      if (!identifier) blocked.push({ fact: one.fact, type: String(input.type), value: String(input.value).slice(0, 100) })
      return identifier ? [identifier] : []
    }),
  }))
  const unique = [
    ...new Map(given.flatMap((one) => [...one.identifiers, ...one.retired]).map((one) => [keyOf(one), one])).values(),
  ]
  if (unique.length > 0)
    await doors.sql(`select pg_advisory_xact_lock($1, bucket) from unnest($2::int[]) as bucket`, [
      hashOf(tenant),
      lockBuckets(unique.map(keyOf)),
    ])
  const holders = await readHolders(doors, unique)
  const named = told.flatMap((one) => (one.person ? [one.person] : []))
  const plan = async (lock: boolean, only: readonly string[]): Promise<Plan> => {
    const read = await readPersons(doors, only, { lock, typeOf: rules.typeOf })
    const known = new Map(
      [...holders].flatMap(([key, person]) => {
        const root = read.rootOf(person)
        return root ? [[key, root] as const] : []
      }),
    )
    const mentions = given.map(
      ({ told: one, identifiers, retired }): Mention => ({
        fact: one.fact,
        person: one.person ? read.rootOf(one.person) : null,
        identifiers: identifiers.map((identifier) => asEntered(identifier, one.entered, known)),
        retired,
      }),
    )
    return resolveMentions({ mentions, known, persons: read.persons, newId: doors.newId, now: doors.now, typeOf: rules.typeOf })
  }
  const ids = [...new Set([...holders.values(), ...named])]
  let decided = await plan(false, ids)
  const stored = new Set(ids)
  if (decided.merges.length > 0 || [...decided.attached, ...decided.retired].some((one) => stored.has(one.person)))
    decided = await plan(true, ids)
  await writePlan(doors, decided, told)
  return { of: decided.of, blocked, merged: decided.merges.length > 0 }
}
