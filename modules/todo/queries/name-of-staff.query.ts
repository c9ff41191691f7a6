import type { UnitOfWork } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'

/** What a colleague is called; null: there is none. */
export const nameOfStaff = async (work: UnitOfWork, id: string | null): Promise<string | null> =>
  id ? ((await work.system.records.find(staff, [id], { fields: ['name'] })).get(id)?.name ?? null) : null
