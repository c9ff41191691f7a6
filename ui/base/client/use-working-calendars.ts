import { alwaysOpen, type CalendarDay, type Span, type WorkingCalendar } from '@lianke/kernel'
import { useQuery } from '@tanstack/react-query'
import { request } from './request.ts'
import { useMe } from './session.ts'

interface Told {
  readonly usual: string | null
  readonly calendars: readonly {
    readonly id: string
    readonly name: string
    readonly zone: string
    readonly week: readonly (readonly Span[])[]
    readonly days: readonly CalendarDay[]
    readonly years: readonly number[] | null
  }[]
}
/** By which calendar something is counted: one by its id, day and night, or (nothing said) the company's. */
type CalendarOf = (by: string | null) => WorkingCalendar
export const dayAndNight = 'always'

const calendarsIn = ({ usual, calendars }: Told) => ({
  usual,
  byId: new Map(
    calendars.map((one): [string, WorkingCalendar] => [
      one.id,
      { ...one, days: new Map(one.days.map((day) => [day.date, day])), years: one.years && new Set(one.years) },
    ]),
  ),
})

/** When one works here. Null until it is known; asked only where something is counted by it. */
export const useWorkingCalendars = (asked: boolean): CalendarOf | null => {
  const { data: me } = useMe()
  const { data } = useQuery({
    queryKey: ['calendars'],
    queryFn: ({ signal }) => request<Told>('/platform/calendars', { signal }),
    select: calendarsIn,
    staleTime: 10 * 60_000,
    enabled: asked,
  })
  if (!data || !me) return null
  const open = alwaysOpen(me.tenant.zone)
  const usual = data.byId.get(data.usual ?? '') ?? open
  return (by) => (by === dayAndNight ? open : (data.byId.get(by ?? '') ?? usual))
}
