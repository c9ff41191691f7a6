/** Writes one value of a column as COPY reads it. */
type CopyCell = (value: unknown) => string

const nothing = '\\N'
const special = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): string => (special.test(text) ? text.replace(/[\\\t\n\r]/g, (one) => escapes[one] ?? one) : text)

const member = (value: unknown): string =>
  value === null || value === undefined ? 'NULL' : `"${String(value).replace(/["\\]/g, '\\$&')}"`

const plain: CopyCell = (value) =>
  value === null || value === undefined
    ? nothing
    : typeof value === 'string'
      ? escaped(value)
      : typeof value === 'object'
        ? escaped(JSON.stringify(value))
        : String(value)
const json: CopyCell = (value) => (value === null || value === undefined ? nothing : escaped(JSON.stringify(value)))
const list: CopyCell = (value) => (Array.isArray(value) ? escaped(`{${value.map(member).join(',')}}`) : plain(value))

/** The writer for a column of this type. What it writes is stored as the same value would be that came in JSON. */
export const copyCell = (type: string): CopyCell => (type.startsWith('json') ? json : type.endsWith('[]') ? list : plain)

/** The cells of a row, or of a part of one. */
export const joined = <T>(cells: readonly T[], write: (cell: T) => string): string => {
  let text = ''
  let between = ''
  for (const cell of cells) {
    text += between + write(cell)
    between = '\t'
  }
  return text
}
