import { idIn, type UnitOfWork, type WorkingCalendar } from '@lianke/kernel'
import { calendarsOfDepartments } from '@lianke/organisation/contract'

type Held = Readonly<Record<string, unknown>>

/** By whose hours tickets are counted: those of the assignee's department, where it keeps some, else the company's; so is what nobody has. */
export const calendarsOfTickets = async (
  work: UnitOfWork,
  tickets: readonly Held[],
): Promise<(ticket: Held) => WorkingCalendar> => {
  const calendarOf = await calendarsOfDepartments(
    work,
    tickets.flatMap(({ assignee }) => idIn(assignee) ?? []),
  )
  return ({ assignee }) => calendarOf(idIn(assignee))
}
