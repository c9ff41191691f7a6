import { refuse } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import type { Unit } from './unit.ts'

/** A balance does not vanish with whoever it belongs to: it is spent or given back first. Empty accounts stay, for the statement. */
export const refuseUnspent = async (unit: Unit, account: ModelObject, via: string, ids: readonly string[]): Promise<void> => {
  const [found] = await unit.tx.query(sql`select 1 as one from ${sql.table(account.table)}
    where ${sql.ref(via)} = any(${ids}::uuid[]) and deleted_at is null and (balance <> 0 or held <> 0 or awaited <> 0) limit 1`)
  if (found) refuse('ledger.not_empty', { status: 409, params: { ledger: account.definition.label } })
}
