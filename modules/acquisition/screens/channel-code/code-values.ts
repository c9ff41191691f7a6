import { idsIn, listIn } from '@lianke/kernel'
import type { SlotDraft } from '../code-form.ts'

/** A code as it stands in the form: what is kept, with what was changed on top. */
export type CodeValues = Readonly<Record<string, unknown>>

export const idsOf = idsIn
export const idOf = (value: unknown) => (value && typeof value === 'object' && 'id' in value ? value.id : value)
const slotIn = ({ weekdays, days, from, to, staff }: CodeValues): SlotDraft => ({
  ...(Array.isArray(weekdays) ? { weekdays: weekdays.filter((day): day is number => typeof day === 'number') } : {}),
  ...(days === 'working' || days === 'off' ? { days } : {}),
  ...(typeof from === 'string' ? { from } : {}),
  ...(typeof to === 'string' ? { to } : {}),
  staff: idsIn(staff),
})
export const slotsOf = (values: CodeValues): readonly SlotDraft[] => listIn(values.schedule, slotIn)
/** Do staff answer by schedule? Until somebody says so, because there is one. */
export const isPlanned = (values: CodeValues): boolean =>
  values.schedule_shown === undefined ? slotsOf(values).length > 0 : Boolean(values.schedule_shown)
