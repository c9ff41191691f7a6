import type { FactInput } from '@lianke/kernel'
import { type Model, tellFacts, type Transaction } from '@lianke/platform'

/** What identity's statements need: one transaction, its ledger, the definitions, the moment. */
export interface Doors {
  readonly sql: <R = Record<string, unknown>>(text: string, params?: readonly unknown[]) => Promise<R[]>
  readonly tell: (facts: readonly FactInput[]) => Promise<void>
  readonly model: Model
  readonly now: string
  readonly newId: () => string
  /** Who acts, for the merge ledger. */
  readonly by: string
}

/** Doors of an engine's transaction. */
export const doorsOfTurn = (tx: Transaction, given: Pick<Doors, 'model' | 'now' | 'newId'> & { by?: string }): Doors => ({
  by: 'identity',
  ...given,
  sql: <R>(text: string, params: readonly unknown[] = []) => tx.query<R>({ text, values: params }),
  tell: async (facts) => {
    await tellFacts(tx, facts, { actor: { kind: 'system', id: 'identity' }, now: given.now })
  },
})
