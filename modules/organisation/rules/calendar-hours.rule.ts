import { type FieldProblem, isZone, type Span, spansProblem } from '@lianke/kernel'

/** What is wrong with the hours of a week or the zone they are in, if anything. */
export const weekProblem = (week: readonly (readonly Span[])[], zone: string | null): FieldProblem | null => {
  for (const [at, spans] of week.entries()) {
    const code = spansProblem(spans)
    if (code) return { path: `/week/${at}`, code, params: { weekday: at + 1 } }
  }
  if (week.every((spans) => spans.length === 0)) return { path: '/week', code: 'calendar.no_hours' }
  return zone && !isZone(zone) ? { path: '/zone', code: 'calendar.unknown_zone', params: { zone } } : null
}
