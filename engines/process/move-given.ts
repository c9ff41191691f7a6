import type { UnitOfWork } from '@lianke/kernel'
import type { Model } from '@lianke/platform'
import type { LiveVersion } from './statements/enter-runs.statement.ts'

/** Who acts where a process acts. */
export const actor = { kind: 'system', id: 'process' } as const

/** What moving runs is given: the model, the moment, the definitions that are live. */
export interface MoveGiven {
  readonly model: Model
  readonly zone: string
  readonly now: string
  readonly versions: readonly LiveVersion[]
  /** Acts as the house in the transaction of the move. */
  readonly inWork: <T>(
    run: (work: UnitOfWork) => Promise<T>,
    causes: ReadonlyMap<string, { id: string; hops: number }>,
  ) => Promise<T>
  readonly log: (level: 'warn', message: string, data: Record<string, unknown>) => void
}

export const versionKey = (run: { readonly process: string; readonly version: number }): string => `${run.process} ${run.version}`
