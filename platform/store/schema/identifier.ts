import { createHash } from 'node:crypto'

/** PostgreSQL cuts names at 63 bytes without a word. */
export const nameMax = 63

/** A short, stable print of a text. */
export const print = (text: string, length = 8): string => createHash('sha256').update(text).digest('hex').slice(0, length)

/** The text itself, or its beginning and a print of the whole where it is too long. */
export const fitted = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 9)}_${print(text)}`
