import { type FieldProblem, isDay, type KeptDay, spansProblem } from '@lianke/kernel'

const shape = /^(\d{4})-(\d{2})-(\d{2})$/
const nameMax = 60

const isDate = (date: string): boolean => {
  const [, year, month, day] = shape.exec(date) ?? []
  return day !== undefined && isDay(Number(year), Number(month), Number(day))
}

/** What is published of a year may begin in the December before and end in the January after. */
const isOfYear = (year: number, date: string): boolean => date >= `${year - 1}-12-01` && date <= `${year + 1}-01-31`

/** What is wrong with the days of a year, if anything: the first of it, by its place. */
export const daysProblem = (year: number, days: readonly KeptDay[]): FieldProblem | null => {
  const seen = new Set<string>()
  for (const [at, { date, name, hours = [] }] of days.entries()) {
    const path = `/days/${at}`
    if (!isDate(date)) return { path, code: 'calendar.no_such_day', params: { date } }
    if (!isOfYear(year, date)) return { path, code: 'calendar.day_of_another_year', params: { date, year } }
    if (seen.has(date)) return { path, code: 'calendar.day_twice', params: { date } }
    if (name.trim() === '' || name.length > nameMax) return { path, code: 'calendar.day_without_name', params: { date } }
    const problem = spansProblem(hours)
    if (problem) return { path: `${path}/hours`, code: problem, params: { weekday: date } }
    seen.add(date)
  }
  return null
}
