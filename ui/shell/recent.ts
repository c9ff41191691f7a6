import type { Hit } from '../client/records.ts'

const key = 'lianke.recent'
const recentMax = 8

/** Records opened last on this device, newest first. */
export const recentRecords = (): Hit[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? (kept as Hit[]) : []
  } catch {
    // Somebody else's text under our key is as good as none.
    return []
  }
}
export const rememberRecord = (hit: Hit): void =>
  localStorage.setItem(key, JSON.stringify([hit, ...recentRecords().filter(({ id }) => id !== hit.id)].slice(0, recentMax)))
