export type Priority = 'low' | 'normal' | 'high' | 'urgent'
export type ServiceLevel = Readonly<Record<Priority, { readonly respond: number; readonly resolve: number }>>

const later = (from: string, minutes: number): string => new Date(Date.parse(from) + minutes * 60_000).toISOString()

/** When a ticket opened at a moment must be answered and solved. */
export const deadlines = (input: { readonly level: ServiceLevel; readonly priority: Priority; readonly from: string }) => ({
  respond_by: later(input.from, input.level[input.priority].respond),
  resolve_by: later(input.from, input.level[input.priority].resolve),
})

/** A deadline moves by what the new priority gives more or less, so that a ticket opened again keeps its later start. */
const moved = (deadline: unknown, minutes: number): string | null =>
  typeof deadline === 'string' ? later(deadline, minutes) : null

/** Deadlines of a running ticket whose priority has changed. */
export const movedDeadlines = (input: {
  readonly level: ServiceLevel
  readonly from: Priority
  readonly to: Priority
  readonly respond_by: unknown
  readonly resolve_by: unknown
}) => {
  const { level, from, to } = input
  return {
    respond_by: moved(input.respond_by, level[to].respond - level[from].respond),
    resolve_by: moved(input.resolve_by, level[to].resolve - level[from].resolve),
  }
}
