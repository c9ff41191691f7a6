import type { FactInput, UnitOfWork } from '@lianke/kernel'
import { type Model, type Platform, tellFacts, type Transaction } from '@lianke/platform'

const actor = { kind: 'system', id: 'identity' } as const

/** What identity's statements need: one transaction, its ledger, the definitions, the moment. */
export interface Doors {
  readonly sql: <R = Record<string, unknown>>(text: string, params?: readonly unknown[]) => Promise<R[]>
  readonly tell: (facts: readonly FactInput[]) => Promise<void>
  /** Records of the business are written by a unit of work in the same transaction; its facts are told when it ends. */
  readonly inWork: <T>(run: (work: UnitOfWork) => Promise<T>) => Promise<T>
  readonly model: Model
  readonly now: string
  readonly newId: () => string
  /** Who acts, for the merge ledger. */
  readonly by: string
}

/** Doors of an engine's transaction. */
export const doorsOfTurn = (
  tx: Transaction,
  { platform, ...given }: Pick<Doors, 'model' | 'now' | 'newId'> & { readonly platform: Pick<Platform, 'workIn'> },
): Doors => ({
  by: 'identity',
  ...given,
  sql: <R>(text: string, params: readonly unknown[] = []) => tx.query<R>({ text, values: params }),
  tell: async (facts) => {
    await tellFacts(tx, facts, { actor, now: given.now })
  },
  inWork: (run) => platform.workIn(tx, actor, run, { now: given.now }),
})
