import { inSlot, type ScheduledSlot, type ScheduleMoment } from '@lianke/kernel'

export interface Slot extends ScheduledSlot {
  readonly staff: readonly string[]
}
interface Duty {
  readonly staff: readonly string[]
  readonly schedule: readonly Slot[]
  readonly backup: readonly string[]
  readonly dailyCap: number | null
  /** People added today, by staff. */
  readonly addedToday: ReadonlyMap<string, number>
}

/** Who answers a code at a moment: those of the slot who are below their cap; when there is none, the backup. Never nobody if there is a backup. */
export const onDuty = (duty: Duty, at: ScheduleMoment): string[] => {
  const slots = duty.schedule.filter((slot) => inSlot(slot, at))
  const named = duty.schedule.length > 0 ? slots.flatMap((slot) => slot.staff) : duty.staff
  const free = [...new Set(named)].filter((id) => duty.dailyCap === null || (duty.addedToday.get(id) ?? 0) < duty.dailyCap)
  return free.length > 0 ? free : [...new Set(duty.backup)]
}
