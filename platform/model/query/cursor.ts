import { createHash } from 'node:crypto'
import { refuse } from '@lianke/kernel'
import type { CursorSeal } from '../../store/secrets/cursor-seal.ts'

/** Where a page ended: the sort values as PostgreSQL texts, the id, and what list it belongs to. */
export interface Cursor {
  readonly values: readonly (string | null)[]
  readonly id: string
}

const uuid = /^[0-9a-f-]{36}$/
/** A short mark of the question asked, so that a cursor of another list, sort or tenant is not taken for this one's. */
export const cursorMark = (question: unknown): string =>
  createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 10)

/** The sort values of a row are nobody's to read: the cursor is sealed. */
export const writeCursor = (seal: CursorSeal, mark: string, cursor: Cursor): string =>
  seal.seal(JSON.stringify([mark, cursor.values, cursor.id]))

/** Refuses `cursor.malformed` for what is no cursor of ours, `cursor.foreign` for one of another list. */
export const readCursor = (seal: CursorSeal, text: string, mark: string, keys: number): Cursor => {
  const opened = seal.open(text)
  if (opened === null) refuse('cursor.malformed', { status: 400 })
  const parsed: unknown = JSON.parse(opened)
  if (
    !Array.isArray(parsed) ||
    parsed.length !== 3 ||
    !Array.isArray(parsed[1]) ||
    typeof parsed[2] !== 'string' ||
    !uuid.test(parsed[2])
  )
    refuse('cursor.malformed', { status: 400 })
  const [found, values, id] = parsed as [string, (string | null)[], string]
  if (found !== mark || values.length !== keys) refuse('cursor.foreign', { status: 400 })
  return { values, id }
}
