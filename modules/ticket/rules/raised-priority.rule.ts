import { type Priority, priorities } from './service-level.rule.ts'

/** One level up; null: there is none above. */
export const raisedFrom = (priority: unknown): Priority | null => {
  const at = priorities.findIndex((one) => one === priority)
  return at < 0 ? null : (priorities[at + 1] ?? null)
}
