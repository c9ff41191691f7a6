import { surely } from '@lianke/kernel'
import { canonicalOf } from './canonical.rule.ts'
import { type Cluster, type Clusters, forgetIdentifier, type KnownPerson, noteIdentifier, openClusters } from './clusters.rule.ts'
import { type TypeOf, typeOf as usual } from './identifier-types.rule.ts'
import { type Identifier, keyOf } from './normalise-identifier.rule.ts'
import { objectionTo } from './objection.rule.ts'

/** One fact's word about who it was. */
export interface Mention {
  readonly fact: string
  /** Named by our own id: only merges are followed, nothing is created. */
  readonly person: string | null
  readonly identifiers: readonly Identifier[]
  /** What was taken off the person's record. */
  readonly retired?: readonly Identifier[]
}
interface Suggestion {
  readonly left: string
  readonly right: string
  readonly reason: 'weak' | 'conflict' | 'held' | 'parted'
  readonly identifier: Identifier
}
interface Attached {
  readonly identifier: Identifier
  readonly person: string
  readonly fact: string
}
/** An identifier that a person has no longer; `stored` where he had it before this set. */
interface Retired extends Attached {
  readonly stored: boolean
}
interface Merged {
  readonly kept: string
  readonly gone: string
  readonly identifier: Identifier
  readonly fact: string
}
export interface Plan {
  /** Fact → person that stays. */
  readonly of: ReadonlyMap<string, string>
  readonly created: readonly string[]
  readonly attached: readonly Attached[]
  readonly retired: readonly Retired[]
  readonly merges: readonly Merged[]
  readonly suggestions: readonly Suggestion[]
}

/** A plan while it is made. Whoever is named in it may still be joined with another. */
interface Draft {
  readonly typeOf: TypeOf
  readonly clusters: Clusters
  /** Identifier → who holds it. */
  readonly holder: Map<string, string>
  readonly attached: Map<string, Attached>
  readonly retired: Retired[]
  readonly merges: Merged[]
  readonly suggestions: Map<string, Suggestion>
}

const byPriority =
  (typeOf: TypeOf) =>
  (a: Identifier, b: Identifier): number =>
    typeOf(b.type).priority - typeOf(a.type).priority || (keyOf(a) < keyOf(b) ? -1 : 1)

const attach = ({ typeOf, holder, attached }: Draft, cluster: Cluster, identifier: Identifier, fact: string): void => {
  holder.set(keyOf(identifier), cluster.id)
  attached.set(keyOf(identifier), { identifier, person: cluster.id, fact })
  noteIdentifier(cluster, identifier, typeOf)
}

/** What somebody corrected names this person no longer, whoever brings it next; another's it never was. */
const retire = ({ clusters, holder, attached, retired }: Draft, mention: Mention): void => {
  const said = new Set(mention.identifiers.map(keyOf))
  for (const identifier of mention.retired ?? []) {
    const key = keyOf(identifier)
    if (said.has(key)) continue
    const held = holder.get(key)
    if (held === undefined || mention.person === null || clusters.rootOf(held) !== clusters.rootOf(mention.person)) continue
    retired.push({ identifier, person: held, fact: mention.fact, stored: !attached.has(key) })
    holder.delete(key)
    attached.delete(key)
    forgetIdentifier(clusters.clusterOf(held), identifier)
  }
}

/** Somebody else holds this identifier: a human decides whether the two are one. */
const suggest = (
  { clusters, holder, suggestions }: Draft,
  cluster: Cluster,
  identifier: Identifier,
  reason: Suggestion['reason'],
): void => {
  const held = holder.get(keyOf(identifier))
  const other = held && clusters.rootOf(held)
  if (!other || other === cluster.id) return
  const [left, right] = cluster.id < other ? [cluster.id, other] : [other, cluster.id]
  const key = `${left} ${right} ${reason}`
  if (!suggestions.has(key)) suggestions.set(key, { left, right, reason, identifier })
}

/** Joins clusters that these identifiers name, the most important first; each merge tells the least important without which it would not be. */
const join = (
  { clusters, holder, merges }: Draft,
  all: readonly Cluster[],
  strong: readonly Identifier[],
  fact: string,
): Cluster => {
  const namedBy = Map.groupBy(strong, (one) => clusters.rootOf(holder.get(keyOf(one)) ?? ''))
  // A person made in this very set has no history: it gives way to a stored one, whatever its age.
  const stored = all.filter((cluster) => !cluster.isNew)
  const kept = canonicalOf(stored.length > 0 ? stored : all)
  for (const gone of all) {
    if (gone === kept) continue
    const named = strong.filter((one) => [kept.id, gone.id].some((id) => namedBy.get(id)?.includes(one)))
    clusters.absorb(kept, gone)
    if (!gone.isNew)
      merges.push({
        kept: kept.id,
        gone: gone.id,
        identifier: surely(named.at(-1) ?? strong.at(-1), 'several clusters have a strong identifier'),
        fact,
      })
  }
  return kept
}

const clustersBy = ({ clusters, holder }: Draft, identifiers: readonly Identifier[], also: string | null): Cluster[] => {
  const held = identifiers.flatMap((one) => holder.get(keyOf(one)) ?? [])
  return [...new Set((also ? [also, ...held] : held).map(clusters.clusterOf))]
}

/** The strong identifiers that can belong to one person, whoever holds them; the least important are dropped until nothing objects. */
const agreeing = (draft: Draft, given: readonly Identifier[], person: string | null) => {
  const dropped: { identifier: Identifier; reason: Suggestion['reason'] }[] = []
  for (let strong = given; ; strong = strong.slice(0, -1)) {
    const all = clustersBy(draft, strong, person)
    const reason = objectionTo(all, strong, draft.typeOf)
    const last = strong.at(-1)
    if (reason === null || !last) return { strong, all, dropped }
    dropped.push({ identifier: last, reason })
  }
}

const personOf = (
  draft: Draft,
  fact: string,
  by: { all: readonly Cluster[]; strong: readonly Identifier[]; weak: readonly Identifier[] },
): Cluster => {
  const { all, strong, weak } = by
  if (all.length > 1) return join(draft, all, strong, fact)
  return all[0] ?? (strong.length === 0 ? clustersBy(draft, weak, null)[0] : undefined) ?? draft.clusters.create()
}

/** Who one mention speaks of; null where it names nobody. */
const settle = (draft: Draft, mention: Mention): Cluster | null => {
  retire(draft, mention)
  const given = [...new Map(mention.identifiers.map((one) => [keyOf(one), one])).values()].sort(byPriority(draft.typeOf))
  if (given.length === 0 && !mention.person) return null
  const weak = given.filter((one) => one.strength === 'weak')
  const { strong, all, dropped } = agreeing(
    draft,
    given.filter((one) => one.strength === 'strong'),
    mention.person,
  )
  const cluster = personOf(draft, mention.fact, { all, strong, weak })
  for (const one of strong) if (!draft.holder.has(keyOf(one))) attach(draft, cluster, one, mention.fact)
  for (const { identifier, reason } of dropped) suggest(draft, cluster, identifier, reason)
  for (const one of weak)
    if (draft.holder.has(keyOf(one))) suggest(draft, cluster, one, 'weak')
    else attach(draft, cluster, one, mention.fact)
  return cluster
}

/** The plan when all is known: everybody under the name of who stays. */
const planOf = ({ clusters, attached, retired, merges, suggestions }: Draft, of: ReadonlyMap<string, string>): Plan => {
  const { rootOf } = clusters
  return {
    of: new Map([...of].map(([fact, person]) => [fact, rootOf(person)])),
    created: clusters.created(),
    attached: [...attached.values()].map((one) => ({ ...one, person: rootOf(one.person) })),
    retired: retired.map((one) => ({ ...one, person: rootOf(one.person) })),
    merges: merges.map((merge) => ({ ...merge, kept: rootOf(merge.kept) })),
    suggestions: [...suggestions.values()]
      .map((one) => ({ ...one, left: rootOf(one.left), right: rootOf(one.right) }))
      .filter((one) => one.left !== one.right),
  }
}

/**
 * Who is who, for a set of mentions in order: nobody known → a new person; one known → what is new is attached; several → they are merged;
 * all known already → nothing. Pure: what is stored comes in, what must be stored goes out.
 */
export const resolveMentions = ({
  mentions,
  known,
  typeOf = usual,
  ...given
}: {
  readonly typeOf?: TypeOf
  readonly mentions: readonly Mention[]
  readonly known: ReadonlyMap<string, string>
  readonly persons: ReadonlyMap<string, KnownPerson>
  readonly newId: () => string
  readonly now: string
}): Plan => {
  const draft: Draft = {
    typeOf,
    clusters: openClusters(given),
    holder: new Map(known),
    attached: new Map(),
    retired: [],
    merges: [],
    suggestions: new Map(),
  }
  const of = new Map<string, string>()
  for (const mention of mentions) {
    const cluster = settle(draft, mention)
    if (cluster) of.set(mention.fact, cluster.id)
  }
  return planOf(draft, of)
}
