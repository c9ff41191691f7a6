import { surely } from '@lianke/kernel'
import { canonicalOf } from './canonical.rule.ts'
import { typeOf } from './identifier-types.rule.ts'
import { type Identifier, keyOf } from './normalise-identifier.rule.ts'

/** So many persons may one cluster hold before a human must look. */
const clusterMax = 100

/** One fact's word about who it was. */
export interface Mention {
  readonly fact: string
  /** Named by our own id: only merges are followed, nothing is created. */
  readonly person: string | null
  readonly identifiers: readonly Identifier[]
}
export interface KnownPerson {
  readonly id: string
  readonly created_at: string
  /** Persons already merged into this one. */
  readonly absorbed: number
  /** Identifiers of limited types. */
  readonly limited: readonly { readonly type: string; readonly issuer: string; readonly value: string }[]
  /** Persons a human, or an un-merge, has parted from this one. */
  readonly apart: readonly string[]
}
export interface Suggestion {
  readonly left: string
  readonly right: string
  readonly reason: 'weak' | 'conflict' | 'held' | 'parted'
  readonly identifier: Identifier
}
export interface Plan {
  /** Fact → person that stays. */
  readonly of: ReadonlyMap<string, string>
  readonly created: readonly string[]
  readonly attached: readonly { readonly identifier: Identifier; readonly person: string; readonly fact: string }[]
  readonly merges: readonly {
    readonly kept: string
    readonly gone: string
    readonly identifier: Identifier
    readonly fact: string
  }[]
  readonly suggestions: readonly Suggestion[]
}

interface Cluster {
  id: string
  created_at: string
  size: number
  isNew: boolean
  limited: Map<string, Set<string>>
  apart: Set<string>
  members: Set<string>
}
const slotOf = (identifier: { type: string; issuer: string }): string => `${identifier.type}\u0000${identifier.issuer}`
const byPriority = (a: Identifier, b: Identifier): number =>
  typeOf(b.type).priority - typeOf(a.type).priority || (keyOf(a) < keyOf(b) ? -1 : 1)

/**
 * Who is who, for a set of mentions in order: nobody known → a new person; one known → what is new is attached; several → they are merged;
 * all known already → nothing. Pure: what is stored comes in, what must be stored goes out.
 */
export const resolveMentions = ({
  mentions,
  known,
  persons,
  newId,
  now,
}: {
  readonly mentions: readonly Mention[]
  readonly known: ReadonlyMap<string, string>
  readonly persons: ReadonlyMap<string, KnownPerson>
  readonly newId: () => string
  readonly now: string
}): Plan => {
  const clusters = new Map<string, Cluster>()
  const parent = new Map<string, string>()
  const holder = new Map(known)
  const attached = new Map<string, { identifier: Identifier; person: string; fact: string }>()
  const merges: { kept: string; gone: string; identifier: Identifier; fact: string }[] = []
  const suggestions = new Map<string, Suggestion>()
  const of = new Map<string, string>()

  const rootOf = (id: string): string => {
    let root = id
    for (let up = parent.get(root); up; up = parent.get(root)) root = up
    return root
  }
  const clusterOf = (id: string): Cluster => {
    const root = rootOf(id)
    const found = clusters.get(root)
    if (found) return found
    const person = persons.get(root)
    const limited = new Map<string, Set<string>>()
    for (const one of person?.limited ?? []) limited.set(slotOf(one), (limited.get(slotOf(one)) ?? new Set()).add(one.value))
    const cluster: Cluster = {
      id: root,
      created_at: person?.created_at ?? now,
      size: 1 + (person?.absorbed ?? 0),
      isNew: false,
      limited,
      apart: new Set(person?.apart ?? []),
      members: new Set([root]),
    }
    clusters.set(root, cluster)
    return cluster
  }
  const create = (): Cluster => {
    const id = newId()
    const cluster: Cluster = {
      id,
      created_at: now,
      size: 1,
      isNew: true,
      limited: new Map(),
      apart: new Set(),
      members: new Set([id]),
    }
    clusters.set(id, cluster)
    return cluster
  }
  const exceeds = (all: readonly Cluster[], identifiers: readonly Identifier[]): boolean => {
    const slots = new Set(identifiers.map(slotOf))
    if (all.length > 1) for (const cluster of all) for (const slot of cluster.limited.keys()) slots.add(slot)
    for (const slot of slots) {
      const type = slot.split('\u0000')[0] as string
      const { limit } = typeOf(type)
      if (limit === null) continue
      const values = new Set(identifiers.filter((one) => slotOf(one) === slot).map((one) => one.value))
      let most = 0
      for (const cluster of all) {
        const own = cluster.limited.get(slot)
        most = Math.max(most, own?.size ?? 0)
        for (const value of own ?? []) values.add(value)
      }
      // A person that already holds too many (the limit was lowered since) stays as it is; it only gets no more.
      if (values.size > limit && values.size > most) return true
    }
    return false
  }
  const areApart = (all: readonly Cluster[]): boolean =>
    all.some((left) => all.some((right) => left !== right && [...right.members].some((member) => left.apart.has(member))))
  const suggest = (left: string, right: string, reason: Suggestion['reason'], identifier: Identifier): void => {
    const [a, b] = left < right ? [left, right] : [right, left]
    const key = `${a} ${b} ${reason}`
    if (a !== b && !suggestions.has(key)) suggestions.set(key, { left: a, right: b, reason, identifier })
  }
  const attach = (cluster: Cluster, identifier: Identifier, fact: string): void => {
    holder.set(keyOf(identifier), cluster.id)
    attached.set(keyOf(identifier), { identifier, person: cluster.id, fact })
    if (typeOf(identifier.type).limit !== null) {
      const slot = slotOf(identifier)
      cluster.limited.set(slot, (cluster.limited.get(slot) ?? new Set()).add(identifier.value))
    }
  }
  const join = (all: readonly Cluster[], identifier: Identifier, fact: string): Cluster => {
    // A person made in this very set has no history: it gives way to a stored one, whatever its age.
    const stored = all.filter((cluster) => !cluster.isNew)
    const kept = canonicalOf(stored.length > 0 ? stored : all)
    for (const gone of all) {
      if (gone === kept) continue
      parent.set(gone.id, kept.id)
      clusters.delete(gone.id)
      kept.size += gone.isNew ? gone.size - 1 : gone.size
      for (const member of gone.members) kept.members.add(member)
      for (const other of gone.apart) kept.apart.add(other)
      for (const [slot, values] of gone.limited)
        for (const value of values) kept.limited.set(slot, (kept.limited.get(slot) ?? new Set()).add(value))
      if (!gone.isNew) merges.push({ kept: kept.id, gone: gone.id, identifier, fact })
    }
    return kept
  }
  const clustersBy = (identifiers: readonly Identifier[], also: string | null): Cluster[] => {
    const found = new Set<Cluster>()
    if (also) found.add(clusterOf(also))
    for (const one of identifiers) {
      const person = holder.get(keyOf(one))
      if (person) found.add(clusterOf(person))
    }
    return [...found]
  }

  for (const mention of mentions) {
    const given = [...new Map(mention.identifiers.map((one) => [keyOf(one), one])).values()].sort(byPriority)
    let strong = given.filter((one) => one.strength === 'strong')
    const weak = given.filter((one) => one.strength === 'weak')
    if (given.length === 0 && !mention.person) continue
    const dropped: { identifier: Identifier; reason: Suggestion['reason'] }[] = []
    let all = clustersBy(strong, mention.person)
    for (;;) {
      const total = all.reduce((sum, cluster) => sum + cluster.size, 0)
      const reason = areApart(all)
        ? 'parted'
        : all.length > 1 && total > clusterMax
          ? 'held'
          : exceeds(all, strong)
            ? 'conflict'
            : null
      if (reason === null) break
      const last = strong.at(-1)
      if (!last) break
      strong = strong.slice(0, -1)
      dropped.push({ identifier: last, reason })
      all = clustersBy(strong, mention.person)
    }
    let cluster: Cluster
    if (all.length > 1)
      cluster = join(
        all,
        surely(strong.find((one) => holder.has(keyOf(one))) ?? strong[0], 'several clusters have a strong identifier'),
        mention.fact,
      )
    else if (all[0]) cluster = all[0]
    else cluster = (strong.length === 0 && clustersBy(weak, null)[0]) || create()
    for (const one of strong) if (!holder.has(keyOf(one))) attach(cluster, one, mention.fact)
    for (const { identifier, reason } of dropped) {
      const other = holder.get(keyOf(identifier))
      if (other && rootOf(other) !== cluster.id) suggest(cluster.id, rootOf(other), reason, identifier)
    }
    for (const one of weak) {
      const other = holder.get(keyOf(one))
      if (!other) attach(cluster, one, mention.fact)
      else if (rootOf(other) !== cluster.id) suggest(cluster.id, rootOf(other), 'weak', one)
    }
    of.set(mention.fact, cluster.id)
  }

  return {
    of: new Map([...of].map(([fact, person]) => [fact, rootOf(person)])),
    created: [...clusters.values()].filter((cluster) => cluster.isNew).map((cluster) => cluster.id),
    attached: [...attached.values()].map((one) => ({ ...one, person: rootOf(one.person) })),
    merges: merges.map((merge) => ({ ...merge, kept: rootOf(merge.kept) })),
    suggestions: [...suggestions.values()]
      .map((one) => ({ ...one, left: rootOf(one.left), right: rootOf(one.right) }))
      .filter((one) => one.left !== one.right),
  }
}
