export type Priority = 'low' | 'normal' | 'high' | 'urgent'
export type ServiceLevel = Readonly<Record<Priority, { readonly respond: number; readonly resolve: number }>>

const later = (from: string, minutes: number): string => new Date(Date.parse(from) + minutes * 60_000).toISOString()

/** When a ticket opened at a moment must be answered and solved. */
export const deadlines = (input: { readonly level: ServiceLevel; readonly priority: Priority; readonly from: string }) => ({
  respond_by: later(input.from, input.level[input.priority].respond),
  resolve_by: later(input.from, input.level[input.priority].resolve),
})
