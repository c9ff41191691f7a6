import { randomFillSync } from 'node:crypto'

const idBytes = 10
/** One call for random bytes per 512 ids: a call per id was a twelfth of an import's time. */
const pool = Buffer.alloc(idBytes * 512)
let used = pool.length
let lastMs = 0
let count = 0
/** 12 bits of a count follow the millisecond, so that ids of one process grow within it; a fuller one borrows from the next. */
const perMs = 4096

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const at = (index: number): string => hex[pool[used + index] as number] as string

/** A new UUIDv7: ids made later by this process are greater. */
export const newId = (): string => {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    count = pool[used + 8] as number // room to grow, and not the same start everywhere
  } else if (++count === perMs) {
    lastMs++
    count = 0
  }
  const time = lastMs.toString(16).padStart(12, '0')
  const variant = hex[0x80 | ((pool[used] as number) & 0x3f)] as string
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${variant}${at(1)}-${at(2)}${at(3)}${at(4)}${at(5)}${at(6)}${at(7)}`
  used += idBytes
  return id
}
