import { calendarIn, daysIn, type KeptDay, type Row } from '@lianke/kernel'
import { useMe, useRows, useSave, useToast } from '@lianke/ui'
import { calendar } from '../../objects/calendar.object.ts'
import { calendarYear } from '../../objects/calendar-year.object.ts'

const calendarsMax = 200
const yearsMax = 200

/** All calendars, the company's own first. */
export const useCalendars = () => {
  const asked = useRows(calendar.name, { limit: calendarsMax, sort: ['-usual', 'name'] })
  return { ...asked, rows: asked.data?.data ?? [] }
}

/** The years of one calendar, and what it comes to with them. */
export const useYears = (row: Row) => {
  const { data: me } = useMe()
  const toast = useToast()
  const save = useSave(calendarYear.name)
  const { data, isPending, error, refetch } = useRows(calendarYear.name, {
    filter: { field: 'calendar', op: 'eq', value: row.id },
    limit: yearsMax,
    sort: ['year'],
  })
  const years = data?.data ?? []
  const keep = (year: number, days: readonly KeptDay[]) => {
    const standing = years.find((one) => one.year === year)
    save.mutate(
      standing
        ? { id: standing.id, values: { days }, version: Number(standing.version) }
        : { values: { calendar: row.id, year, days } },
      { onError: toast.failed },
    )
  }
  return {
    loading: isPending,
    error,
    again: () => void refetch(),
    calendar: calendarIn(row, years, me?.tenant.zone ?? 'Asia/Shanghai'),
    /** The year whose paper speaks of a day, its own where none does: a paper may begin in the December before. */
    yearOf: (date: string): number =>
      Number(years.find((one) => daysIn(one.days).some((day) => day.date === date))?.year ?? date.slice(0, 4)),
    daysOf: (year: number): readonly KeptDay[] => daysIn(years.find((one) => one.year === year)?.days),
    keep,
  }
}
