import { randomFillSync } from 'node:crypto'

const idBytes = 8
const idsAhead = 512
/** One call for random bytes per 512 ids, written out at once: a call per id was a twelfth of an import's time. */
const pool = Buffer.alloc(idBytes * idsAhead)
let digits = ''
let used = idsAhead
let lastMs = 0
let count = 0
/** 12 bits of a count follow the millisecond, so that ids of one process grow within it; a fuller one borrows from the next. */
const perMs = 4096

const hex3 = Array.from({ length: perMs }, (_, n) => n.toString(16).padStart(3, '0'))
/** Time and version of the ids of `lastMs`. */
let begin = ''

const fill = (): void => {
  randomFillSync(pool)
  for (let at = 0; at < pool.length; at += idBytes) pool[at] = 0x80 | ((pool[at] as number) & 0x3f)
  digits = pool.toString('hex')
  used = 0
}
const moveTo = (ms: number, from: number): void => {
  lastMs = ms
  count = from
  const time = ms.toString(16).padStart(12, '0')
  begin = `${time.slice(0, 8)}-${time.slice(8)}-7`
}

/** A new UUIDv7: ids made later by this process are greater. */
export const newId = (): string => {
  if (used === idsAhead) fill()
  const now = Date.now()
  // Room to grow, and not the same start everywhere.
  if (now > lastMs) moveTo(now, pool[used * idBytes + 7] as number)
  else if (++count === perMs) moveTo(lastMs + 1, 0)
  const at = used++ * idBytes * 2
  return `${begin}${hex3[count]}-${digits.slice(at, at + 4)}-${digits.slice(at + 4, at + 16)}`
}
