import type { KeptDay } from '@lianke/kernel'
import { z } from 'zod'

/** A year's file as holiday-cn publishes it; what else stands in it is nobody's concern. */
const holidayFile = z.object({
  year: z.int().min(1972).max(2299),
  papers: z.array(z.string().max(300)).max(10).optional(),
  days: z.array(z.object({ name: z.string(), date: z.string(), isOffDay: z.boolean() })).max(366),
})

interface HolidayYear {
  readonly year: number
  readonly days: readonly KeptDay[]
  readonly source: string
}
/** A year's holidays out of its file; null for what is no such file. */
export const readHolidayFile = (file: unknown): HolidayYear | null => {
  const read = holidayFile.safeParse(file)
  if (!read.success) return null
  const { year, papers = [], days } = read.data
  return {
    year,
    days: days.map(({ name, date, isOffDay }) => ({ date, name, working: !isOffDay })),
    source: papers.join(' ').slice(0, 500),
  }
}

/** A year as it stands once a file is taken in: what somebody wrote here stays, also where the file says otherwise. */
export const withFile = (kept: readonly KeptDay[], file: readonly KeptDay[]): readonly KeptDay[] => {
  const own = kept.filter((day) => day.own)
  const written = new Set(own.map(({ date }) => date))
  return [...own, ...file.filter(({ date }) => !written.has(date))].toSorted((a, b) => (a.date < b.date ? -1 : 1))
}
