import type { Actor, FactInput, FactSource } from '@lianke/kernel'
import { newId } from '../db/new-id.ts'
import type { FactRow } from './append-facts.ts'

interface FactOrigin {
  readonly actor: Actor
  readonly now: string
  readonly source: FactSource
  /** Where it is not the one that the fact names. */
  readonly cause?: FactInput['cause']
}
/** A fact as it enters the ledger: told by somebody, at a moment, by a source; hops follow from its cause. */
export const factRow = (fact: FactInput, { actor, now, source, cause = fact.cause }: FactOrigin): FactRow => ({
  id: newId(),
  name: fact.name,
  object: fact.subject?.object ?? null,
  record: fact.subject?.id ?? null,
  person: fact.person ?? null,
  payload: fact.payload ?? {},
  before: fact.before ?? null,
  after: fact.after ?? null,
  actor_kind: actor.kind,
  actor: actor.id,
  source,
  cause: cause?.id ?? null,
  hops: cause ? cause.hops + 1 : 0,
  key: fact.key ?? null,
  occurred_at: fact.occurred_at ?? now,
})
