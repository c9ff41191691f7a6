import type { UnitOfWork, WorkingCalendar } from '@lianke/kernel'
import { department } from '../objects/department.object.ts'
import { staff } from '../objects/staff.object.ts'

/** By whose hours each of these colleagues works: their own calendar, else that of the nearest department above, else the company's. */
export const calendarsOfStaff = async (
  work: UnitOfWork,
  ids: readonly string[],
): Promise<(id: string | null) => WorkingCalendar> => {
  const { records } = work.system
  const calendars = await work.calendars()
  const people = await records.find(staff, [...new Set(ids)], { fields: ['calendar', 'department'] })
  const own = [...new Set([...people.values()].flatMap((one) => one.department ?? []))]
  const paths = await records.find(department, own, { fields: ['path'] })
  const pathOf = (id: string | null): readonly string[] => (id ? (paths.get(id)?.path?.split('/') ?? [id]) : [])
  const above = [...new Set(own.flatMap((id) => pathOf(id)))]
  const departments = above.length > 0 ? await records.find(department, above, { fields: ['calendar'] }) : new Map()
  return (id) => {
    const one = people.get(id ?? '')
    const named = pathOf(one?.department ?? null)
      .toReversed()
      .map((part): string | null => departments.get(part)?.calendar ?? null)
    return calendars.of(one?.calendar ?? named.find((calendar) => calendar !== null))
  }
}
