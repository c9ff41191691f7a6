import { idIn, type UnitOfWork } from '@lianke/kernel'
import { department } from '../objects/department.object.ts'
import { staff } from '../objects/staff.object.ts'

/** Who leads each of these colleagues: the manager of their department, of the one above where that is nobody or themselves. */
export const managersOfStaff = async (
  work: UnitOfWork,
  ids: readonly string[],
): Promise<(id: string | null) => string | null> => {
  const { records } = work.system
  const people = await records.find(staff, [...new Set(ids)], { fields: ['department'] })
  const own = [...new Set([...people.values()].flatMap((one) => idIn(one.department) ?? []))]
  const paths = await records.find(department, own, { fields: ['path'] })
  const pathOf = (id: string): readonly string[] => paths.get(id)?.path?.split('/') ?? [id]
  const departments = await records.find(department, [...new Set(own.flatMap(pathOf))], { fields: ['manager'] })
  return (id) => {
    const at = idIn(people.get(id ?? '')?.department)
    const above = at ? pathOf(at).toReversed() : []
    return above.map((part) => idIn(departments.get(part)?.manager)).find((one) => one !== null && one !== id) ?? null
  }
}
