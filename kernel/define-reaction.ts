import type { Meaning } from './define-meaning.ts'
import type { Fact } from './fact.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** An answer to facts. May be told twice and must still be right; `once` names the key that makes it so. */
export interface ReactionDefinition {
  readonly name: string
  /** Fact names; a trailing `*` matches a prefix. */
  readonly on: readonly string[]
  /** Meanings of channels' events, whichever channel tells them; `fact.means` says which it was. */
  readonly hears?: readonly Meaning[]
  /** Only facts whose payload has a text by this name that begins so; the others are not even read. */
  readonly only?: { readonly payload: string; readonly begins: string }
  /** Idempotency key of the effect. */
  readonly once: (fact: Fact) => string
  readonly run: (work: UnitOfWork, fact: Fact) => Promise<void>
  /**
   * The same for the facts of a batch, in a bounded number of statements; absent: `run` for each. Facts of a person that are told get the
   * cause of the last of these facts that is of him.
   */
  readonly runSet?: (work: UnitOfWork, facts: readonly Fact[]) => Promise<void>
}
export const defineReaction = (
  definition: Omit<ReactionDefinition, 'on'> & Partial<Pick<ReactionDefinition, 'on'>>,
): ReactionDefinition => ({ on: [], ...definition })
