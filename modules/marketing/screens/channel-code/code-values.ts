import type { SlotDraft } from '../code-form.ts'

/** A code as it stands in the form: what is kept, with what was changed on top. */
export type CodeValues = Readonly<Record<string, unknown>>

export const list = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? (value as T[]) : [])
export const idsOf = (value: unknown): string[] =>
  list<{ id?: unknown } | string>(value).flatMap((one) => (typeof one === 'string' ? [one] : one?.id ? [String(one.id)] : []))
export const idOf = (value: unknown) => (value && typeof value === 'object' && 'id' in value ? value.id : value)
export const slotsOf = (values: CodeValues): readonly SlotDraft[] => list<SlotDraft>(values.schedule)
/** Do staff answer by schedule? Until somebody says so, because there is one. */
export const isPlanned = (values: CodeValues): boolean =>
  values.schedule_shown === undefined ? slotsOf(values).length > 0 : Boolean(values.schedule_shown)
