import { listIn, textIn } from '@lianke/kernel'
import type { Hit } from '../../base/client/records.ts'

const key = 'lianke.recent'
const recentMax = 8

const hitIn = ({ object, id, title, subtitle }: Readonly<Record<string, unknown>>): Hit | null =>
  typeof object === 'string' && typeof id === 'string'
    ? { object, id, title: textIn(title) ?? '', subtitle: textIn(subtitle) }
    : null

/** Records opened last on this device, newest first. */
export const recentRecords = (): Hit[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return [...listIn(kept, hitIn)]
  } catch {
    // Somebody else's text under our key is as good as none.
    return []
  }
}
export const rememberRecord = (hit: Hit): void =>
  localStorage.setItem(key, JSON.stringify([hit, ...recentRecords().filter(({ id }) => id !== hit.id)].slice(0, recentMax)))
