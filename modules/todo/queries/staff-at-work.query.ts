import type { UnitOfWork } from '@lianke/kernel'
import { managersOfStaff, staff } from '@lianke/organisation/contract'

/** Which of these colleagues still work here. */
const atWork = async (work: UnitOfWork, ids: readonly (string | null)[]): Promise<ReadonlySet<string>> => {
  const found = await work.system.records.find(staff, [...new Set(ids.flatMap((id) => id ?? []))], { fields: ['status'] })
  return new Set([...found].flatMap(([id, { status }]) => (status === 'left' ? [] : [id])))
}

/** Who stands in: the colleague, the leader of one who left, the fallback; null: nobody works here. */
export const standInFor = async (
  work: UnitOfWork,
  wanted: readonly (string | null)[],
  fallback: string | null,
): Promise<(id: string | null) => string | null> => {
  const managerOf = await managersOfStaff(work, [...new Set(wanted.flatMap((id) => id ?? []))])
  const here = await atWork(work, [fallback, ...wanted, ...wanted.map(managerOf)])
  return (id) => [id, managerOf(id), fallback].find((one): one is string => one !== null && here.has(one)) ?? null
}
