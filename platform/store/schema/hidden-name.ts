import { fitted, nameMax } from './identifier.ts'

/** What leaves the definitions is renamed first and dropped 30 days later; what an administrator archives is renamed and kept. */
const hiddenDays = 30
const droppedPrefix = '_dropped_'
const archivedPrefix = '_archived_'
const dateLength = 8
const tailMax = nameMax - droppedPrefix.length - dateLength - 1
const tail = (name: string): string => fitted(name, tailMax)

/** `_dropped_20260301_points`. */
export const droppedName = (name: string, today: string): string =>
  `${droppedPrefix}${today.slice(0, 10).replaceAll('-', '')}_${tail(name)}`
/** `_archived_c_points`. */
export const archivedName = (name: string): string => `${archivedPrefix}${tail(name)}`
/** Shadow of a column that changes its type. */
export const shadowName = (column: string): string => `_new_${fitted(column, nameMax - 5)}`

/** Names that no definition may have. */
export const isHidden = (name: string): boolean => name.startsWith('_')
/** Is this the dropped form of `name`, whatever the day? */
export const isDroppedForm = (hidden: string, name: string): boolean =>
  hidden.startsWith(droppedPrefix) && hidden.slice(droppedPrefix.length + dateLength + 1) === tail(name)

/** Has it been hidden for 30 days? */
export const isDue = (hidden: string, today: string): boolean => {
  const day = /^_dropped_(\d{4})(\d{2})(\d{2})_/.exec(hidden)
  return day !== null && Date.parse(today) - Date.parse(`${day[1]}-${day[2]}-${day[3]}`) >= hiddenDays * 86_400_000
}
