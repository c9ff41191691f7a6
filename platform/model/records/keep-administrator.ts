import { refuse, roleObject, staffObject } from '@lianke/kernel'
import { administratorsOf, lockAdministrators } from '../access/administrators.ts'
import type { ModelObject } from '../model/model.ts'
import type { Unit } from './unit.ts'

/** After a write to staff or roles: a company that had somebody who holds everything and can sign in still has one. */
export const keepAdministrator = async (unit: Unit, object: ModelObject): Promise<void> => {
  if (unit.access.system || (object.name !== staffObject && object.name !== roleObject)) return
  const { tx, model } = unit
  const { database, tenant } = tx
  await tx.query(lockAdministrators(tenant))
  const input = { database, tenant, model }
  if ((await administratorsOf({ ...input, connection: tx })).length > 0) return
  if ((await administratorsOf(input)).length > 0) refuse('access.last_administrator', { status: 409 })
}
