import { type FieldProblem, type Span, spansProblem } from '@lianke/kernel'

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** What is wrong with the hours of a week or the zone they are in, if anything. */
export const weekProblem = (week: readonly (readonly Span[])[], zone: string | null): FieldProblem | null => {
  for (const [at, spans] of week.entries()) {
    const code = spansProblem(spans)
    if (code) return { path: `/week/${at}`, code, params: { weekday: at + 1 } }
  }
  if (week.every((spans) => spans.length === 0)) return { path: '/week', code: 'calendar.no_hours' }
  return zone && !isZone(zone) ? { path: '/zone', code: 'calendar.unknown_zone', params: { zone } } : null
}
