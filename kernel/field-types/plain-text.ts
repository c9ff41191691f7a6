import type { Normalised } from './field-type.ts'
import { wrongType } from './wrong-type.ts'

// C0 and C1 controls, NUL among them; tab and line breaks are treated before. U+FEFF is what spreadsheets leave in front of a cell.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/
const isProblem = (answer: string | Normalised): answer is Normalised => typeof answer !== 'string'

/** NFC, trimmed, without control characters; on one line unless `lines`. A problem for anything else. */
export const cleanText = (input: unknown, lines = false): string | Normalised => {
  if (typeof input !== 'string') return wrongType('text')
  if (!input.isWellFormed() || controls.test(input)) return { problem: 'field.control_character' }
  const text = input.replaceAll('\ufeff', '').replace(/\r\n?/g, '\n').normalize('NFC').trim()
  return lines ? text : text.replace(/ *[\t\n]+ */g, ' ')
}

/** Cleaned text of at most `max` characters; empty is null; `then` may look further at text that is not empty. */
export const normaliseText = (
  input: unknown,
  {
    max,
    lines = false,
    then = (text) => ({ value: text }),
  }: { max: number; lines?: boolean; then?: (text: string) => Normalised },
): Normalised => {
  if (input === null || input === undefined) return { value: null }
  const text = cleanText(input, lines)
  if (isProblem(text)) return text
  if (text === '') return { value: null }
  if (text.length > max && [...text].length > max) return { problem: 'field.too_long', params: { max } }
  return then(text)
}

// `:::` divides in the address books of Google.
const dividers = /:::|[,，;；、|\n]/
const needsQuotes = /:::|[,，;；、|\n"]/
// Between the marks two stand for one, as in CSV; what follows must be a divider or the end, or the mark is a letter like others.
const quoted = /^\s*"((?:[^"]|"")*)"[^\S\n]*(?=:::|[,，;；、|\n]|$)/

/** Several values as one cell, divided by `|`; one that holds what divides stands in quotation marks. */
export const joinList = (values: readonly string[]): string =>
  values.map((value) => (needsQuotes.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join('|')

/** Cells of several values: `red, 蓝；green|"x, y"` → four. `at`: what divides, where not everything that usually does. */
export const splitList = (text: string, at: RegExp = dividers): string[] => {
  const found: string[] = []
  let rest = text
  while (rest !== '') {
    const [whole = '', inner] = quoted.exec(rest) ?? []
    const met = inner === undefined ? at.exec(rest) : dividers.exec(rest.slice(whole.length))
    const end = inner === undefined ? (met ? met.index : -1) : whole.length
    const entry = inner === undefined ? (end < 0 ? rest : rest.slice(0, end)) : inner.replaceAll('""', '"')
    if (entry.trim() !== '') found.push(entry.trim())
    rest = end < 0 ? '' : rest.slice(end + (met?.[0].length ?? 1))
  }
  return found
}

/** Full-width digits, signs and letters as spreadsheets from China carry them, made plain. */
export const halfWidth = (text: string): string => text.normalize('NFKC').trim()

/** Null besides, unless the field is required. */
export const orNull = (schema: Record<string, unknown>, options: Record<string, unknown>): object =>
  options.required
    ? schema
    : { ...schema, type: [schema.type, 'null'].flat(), ...(schema.enum ? { enum: [...(schema.enum as unknown[]), null] } : {}) }

/** The same shape in and out. */
export const sameSchema =
  (schema: (options: Record<string, unknown>) => Record<string, unknown>) => (options: Record<string, unknown>) => ({
    read: orNull(schema(options), options),
    write: orNull(schema(options), options),
  })

/** First and last characters stay: `张*`, `13*****00`. */
export const maskMiddle = (value: unknown, keepStart = 1, keepEnd = 0): unknown => {
  if (typeof value !== 'string' || value === '') return value
  const letters = [...value]
  if (letters.length <= keepStart + keepEnd) return '*'.repeat(letters.length)
  return `${letters.slice(0, keepStart).join('')}${'*'.repeat(Math.min(letters.length - keepStart - keepEnd, 8))}${keepEnd ? letters.slice(-keepEnd).join('') : ''}`
}

/** Stored text as it is shown and exported. */
export const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value))
