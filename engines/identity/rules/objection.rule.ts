import { type Cluster, slotOf, typeOfSlot } from './clusters.rule.ts'
import { type TypeOf, typeOf as usual } from './identifier-types.rule.ts'
import type { Identifier } from './normalise-identifier.rule.ts'

/** So many persons may one cluster hold before a human must look. */
export const clusterMax = 100

/** Together they would hold more values of one type and issuer than a person can have. */
const exceeds = (all: readonly Cluster[], identifiers: readonly Identifier[], typeOf: TypeOf): boolean => {
  const slots = new Set(identifiers.map(slotOf))
  if (all.length > 1) for (const cluster of all) for (const slot of cluster.limited.keys()) slots.add(slot)
  return [...slots].some((slot) => {
    const { limit } = typeOf(typeOfSlot(slot))
    if (limit === null) return false
    const held = all.map((cluster) => cluster.limited.get(slot) ?? new Set<string>())
    const given = identifiers.filter((one) => slotOf(one) === slot).map((one) => one.value)
    const values = new Set([...given, ...held.flatMap((own) => [...own])])
    // A person that already holds too many (the limit was lowered since) stays as it is; it only gets no more.
    return values.size > limit && values.size > Math.max(0, ...held.map((own) => own.size))
  })
}
const areApart = (all: readonly Cluster[]): boolean =>
  all.some((left) => all.some((right) => left !== right && [...right.members].some((member) => left.apart.has(member))))

/** Why these may not be one person with these identifiers: a human parted them, they would be too many, or one type would have too many values. */
export const objectionTo = (
  all: readonly Cluster[],
  identifiers: readonly Identifier[],
  typeOf: TypeOf = usual,
): 'parted' | 'held' | 'conflict' | null => {
  if (areApart(all)) return 'parted'
  if (all.length > 1 && all.reduce((sum, cluster) => sum + cluster.size, 0) > clusterMax) return 'held'
  return exceeds(all, identifiers, typeOf) ? 'conflict' : null
}
