import { defineRoute, label, type WorkingCalendar } from '@lianke/kernel'
import { z } from 'zod'

const span = z.object({ from: z.string(), to: z.string() })
const shown = z.object({
  id: z.string(),
  name: z.string(),
  zone: z.string(),
  week: z.array(z.array(span).readonly()).readonly(),
  days: z
    .array(z.object({ date: z.string(), name: z.string(), working: z.boolean(), hours: z.array(span).readonly().optional() }))
    .readonly(),
  years: z.array(z.number()).readonly().nullable(),
})
/** Days further away decide about no time that is left. */
const daysMax = 800
const dayMs = 86_400_000

const shownOf = ({ id = '', name, zone, week, days, years }: WorkingCalendar, now: string) => ({
  id,
  name,
  zone,
  week,
  days: [...days.values()].filter(({ date }) => Math.abs(Date.parse(date) - Date.parse(now)) < daysMax * dayMs),
  years: years && [...years],
})

/** When one works here, for screens that say how much working time is left: hours are no secret among colleagues. */
export const calendarsRoute = defineRoute({
  name: 'platform.calendars',
  label: label('工作日历', 'Working calendars'),
  method: 'GET',
  path: '/api/v1/platform/calendars',
  may: 'principal',
  answer: z.object({
    /** The company's own; null: it keeps none, and never closes. */
    usual: z.string().nullable(),
    calendars: z.array(shown).readonly(),
  }),
  run: async ({ reading }) => {
    const work = await reading()
    const { usual, all } = await work.calendars()
    return { usual: usual.id ?? null, calendars: all.map((one) => shownOf(one, work.now)) }
  },
})
