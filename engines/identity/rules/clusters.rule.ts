import type { Identifier } from './normalise-identifier.rule.ts'
import { type TypeOf, typeOf as usual } from './identifier-types.rule.ts'

/** A person as it is stored, with what decides about merging. */
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
/** A person while a set of mentions is read: whom it holds, and what it may not be joined with. */
export interface Cluster {
  readonly id: string
  readonly created_at: string
  readonly isNew: boolean
  size: number
  /** Values of limited types, by slot. */
  readonly limited: Map<string, Set<string>>
  readonly apart: Set<string>
  readonly members: Set<string>
}

/** Type and issuer: what a limit counts within. */
export const slotOf = (identifier: { readonly type: string; readonly issuer: string }): string =>
  `${identifier.type}\u0000${identifier.issuer}`
/** The type a slot counts. */
export const typeOfSlot = (slot: string): string => slot.slice(0, slot.indexOf('\u0000'))

const count = (cluster: Cluster, slot: string, value: string): void => {
  cluster.limited.set(slot, (cluster.limited.get(slot) ?? new Set()).add(value))
}
/** The cluster has this identifier from now on. */
export const noteIdentifier = (cluster: Cluster, identifier: Identifier, typeOf: TypeOf = usual): void => {
  if (typeOf(identifier.type).limit !== null) count(cluster, slotOf(identifier), identifier.value)
}

/** It has it no longer. */
export const forgetIdentifier = (cluster: Cluster, identifier: Identifier): void => {
  cluster.limited.get(slotOf(identifier))?.delete(identifier.value)
}

const storedCluster = (id: string, person: KnownPerson | undefined, now: string): Cluster => {
  const cluster: Cluster = {
    id,
    created_at: person?.created_at ?? now,
    size: 1 + (person?.absorbed ?? 0),
    isNew: false,
    limited: new Map(),
    apart: new Set(person?.apart),
    members: new Set([id]),
  }
  for (const one of person?.limited ?? []) count(cluster, slotOf(one), one.value)
  return cluster
}
const newCluster = (id: string, now: string): Cluster => ({
  id,
  created_at: now,
  size: 1,
  isNew: true,
  limited: new Map(),
  apart: new Set(),
  members: new Set([id]),
})

/** Persons as one set of mentions sees them: the stored ones, the new ones, and those that turned out to be one. */
export const openClusters = ({
  persons,
  newId,
  now,
}: {
  readonly persons: ReadonlyMap<string, KnownPerson>
  readonly newId: () => string
  readonly now: string
}) => {
  const clusters = new Map<string, Cluster>()
  const parent = new Map<string, string>()
  const rootOf = (id: string): string => {
    let root = id
    for (let up = parent.get(root); up; up = parent.get(root)) root = up
    return root
  }
  const kept = (cluster: Cluster): Cluster => {
    clusters.set(cluster.id, cluster)
    return cluster
  }
  return {
    /** Who stays of those that this one was joined with. */
    rootOf,
    clusterOf: (id: string): Cluster => {
      const root = rootOf(id)
      return clusters.get(root) ?? kept(storedCluster(root, persons.get(root), now))
    },
    create: (): Cluster => kept(newCluster(newId(), now)),
    /** What one held the other holds. A person made in this very set leaves nobody behind. */
    absorb: (into: Cluster, gone: Cluster): void => {
      parent.set(gone.id, into.id)
      clusters.delete(gone.id)
      into.size += gone.isNew ? gone.size - 1 : gone.size
      for (const member of gone.members) into.members.add(member)
      for (const other of gone.apart) into.apart.add(other)
      for (const [slot, values] of gone.limited) for (const value of values) count(into, slot, value)
    },
    created: (): string[] => [...clusters.values()].filter(({ isNew }) => isNew).map(({ id }) => id),
  }
}
export type Clusters = ReturnType<typeof openClusters>
