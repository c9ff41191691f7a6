import { idIn, type UnitOfWork, type WorkingCalendar } from '@lianke/kernel'
import { department } from '../objects/department.object.ts'
import { staff } from '../objects/staff.object.ts'

type CalendarOf = (id: string | null) => WorkingCalendar

const calendarsBy = async (
  work: UnitOfWork,
  ids: readonly string[],
  { own: personal }: { readonly own: boolean },
): Promise<CalendarOf> => {
  const { records } = work.system
  const calendars = await work.calendars()
  const people = await records.find(staff, [...new Set(ids)], { fields: ['calendar', 'department'] })
  const own = [...new Set([...people.values()].flatMap((one) => idIn(one.department) ?? []))]
  const paths = await records.find(department, own, { fields: ['path'] })
  const pathOf = (id: string | null): readonly string[] => (id ? (paths.get(id)?.path?.split('/') ?? [id]) : [])
  const above = [...new Set(own.flatMap((id) => pathOf(id)))]
  const departments = above.length > 0 ? await records.find(department, above, { fields: ['calendar'] }) : new Map()
  return (id) => {
    const one = people.get(id ?? '')
    const named = pathOf(idIn(one?.department))
      .toReversed()
      .map((part) => idIn(departments.get(part)?.calendar))
    return calendars.of((personal ? idIn(one?.calendar) : null) ?? named.find((calendar) => calendar !== null))
  }
}

/** By whose hours each of these colleagues works: their own calendar, else that of the nearest department above, else the company's. */
export const calendarsOfStaff = (work: UnitOfWork, ids: readonly string[]): Promise<CalendarOf> =>
  calendarsBy(work, ids, { own: true })

/** By whose hours the departments of these colleagues work, whatever hours they keep themselves: the nearest above that names a calendar, else the company's. */
export const calendarsOfDepartments = (work: UnitOfWork, ids: readonly string[]): Promise<CalendarOf> =>
  calendarsBy(work, ids, { own: false })
