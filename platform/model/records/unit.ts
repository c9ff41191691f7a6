import type { FactInput, UnitOfWork, TypeContext } from '@lianke/kernel'
import type { AccessContext } from '../access/access-context.ts'
import type { SharingRule } from '../access/access-predicate.ts'
import type { Transaction } from '../../store/db/database.ts'
import type { FilterContext } from '../field-types/field-storage.ts'
import type { Model } from '../model/model.ts'
import type { QueryContext } from '../query/scope.ts'
import type { Stores } from './decide-by-events.ts'
import type { Seen } from './seen.ts'
import type { CursorSeal } from '../../store/secrets/cursor-seal.ts'
import type { Sealer } from '../../store/secrets/secrets.ts'

/** Through which door a write comes: `generic` writes what a user named, `command` is an act with rules of its own, `house` an engine or reaction of the product. */
export type Door = 'generic' | 'command' | 'house'

/** One unit of work: a tenant, an actor, a transaction, a moment. Facts gather here and are appended before the commit. */
export interface Unit {
  readonly model: Model
  readonly access: AccessContext
  readonly rules: readonly SharingRule[]
  readonly tx: Transaction
  readonly now: string
  readonly types: TypeContext
  readonly filter: FilterContext
  readonly id: () => string
  readonly cursors: CursorSeal
  readonly sealer: () => Promise<Sealer>
  readonly facts: FactInput[]
  readonly seen: Seen
  /** Conditions on events are decided by the analytics store. */
  readonly stores?: Stores
  /** Staff or key id for created_by; null for the system. */
  readonly by: string | null
  readonly door: Door
  /** The unit of work with the rights of the system, for checks that read other records. */
  readonly house: () => UnitOfWork
}

/** The unit as the query compiler wants it. */
export const queryContext = (unit: Pick<Unit, 'model' | 'access' | 'rules' | 'filter'>): QueryContext => ({
  model: unit.model,
  access: unit.access,
  rules: unit.rules,
  filter: unit.filter,
})
