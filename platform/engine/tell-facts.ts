import { type Actor, check, type FactInput } from '@lianke/kernel'
import type { Transaction } from '../db/database.ts'
import { newId } from '../db/new-id.ts'
import { appendFacts } from '../facts/append-facts.ts'

/** Appends facts that an engine tells, in its transaction; hops follow from the cause. Answers how many were new. */
export const tellFacts = async (
  tx: Transaction,
  facts: readonly FactInput[],
  { actor, now }: { actor: Actor; now: string },
): Promise<number> => {
  if (facts.length === 0) return 0
  const written = await appendFacts(
    tx,
    facts.map((fact) => {
      check(/^[a-z]/.test(fact.name), 'a fact has a name')
      return {
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
        cause: fact.cause?.id ?? null,
        hops: fact.cause ? fact.cause.hops + 1 : 0,
        key: fact.key ?? null,
        occurred_at: fact.occurred_at ?? now,
      }
    }),
  )
  return written.size
}
