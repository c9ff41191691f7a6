export interface SlotDraft {
  readonly weekdays?: readonly number[]
  /** Of these, only those on which the company works by its calendar, or only the others. */
  readonly days?: 'working' | 'off'
  readonly from?: string
  readonly to?: string
  readonly staff: readonly string[]
}
export interface SlotProblem {
  readonly index: number
  readonly problem: 'no_staff' | 'half_time' | 'no_time' | 'clock'
}

const clock = /^([01][0-9]|2[0-3]):[0-5][0-9]$/

/** What is wrong with a schedule before it is sent; a window may span midnight. */
export const slotProblems = (slots: readonly SlotDraft[]): SlotProblem[] =>
  slots.flatMap((slot, index): SlotProblem[] => {
    if (slot.staff.length === 0) return [{ index, problem: 'no_staff' }]
    if (Boolean(slot.from) !== Boolean(slot.to)) return [{ index, problem: 'half_time' }]
    if ((slot.from && !clock.test(slot.from)) || (slot.to && !clock.test(slot.to))) return [{ index, problem: 'clock' }]
    return slot.from && slot.from === slot.to ? [{ index, problem: 'no_time' }] : []
  })

/** Weekdays that no slot covers whatever the calendar says: then the backup answers. All seven are covered where there is no schedule. */
export const uncoveredDays = (slots: readonly SlotDraft[]): number[] =>
  slots.length === 0
    ? []
    : [1, 2, 3, 4, 5, 6, 7].filter(
        (day) => !slots.some((slot) => !slot.days && (!slot.weekdays?.length || slot.weekdays.includes(day))),
      )

/** Weekdays as runs: [1,2,3,5] → [[1,3],[5,5]]. */
export const weekdayRuns = (weekdays: readonly number[]): (readonly [number, number])[] => {
  const runs: [number, number][] = []
  for (const day of [...new Set(weekdays)].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && last[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  return runs
}

/** Text with the nickname put in, as a newcomer reads it. */
export const withName = (text: string, name: string): string => text.replaceAll('{name}', name)

/** One name per line or comma, without repeats; at most two hundred. */
export const namesOf = (text: string): string[] =>
  [
    ...new Set(
      text
        .split(/[\n,，、]/)
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  ].slice(0, 200)
