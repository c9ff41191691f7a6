import { isObject, objectsIn, textIn } from '@lianke/kernel'

/** What a cell says, or why nothing can be made of it. */
type CellSaid = string | { readonly code: string; readonly params: Record<string, unknown> }

const two = (n: number) => String(n).padStart(2, '0')
const secondMs = 1000
/** Excel keeps a moment as a fraction of days, which is a hair off the second. */
const dateText = (exact: Date): string => {
  const value = new Date(Math.round(exact.getTime() / secondMs) * secondMs)
  const day = `${value.getUTCFullYear()}-${two(value.getUTCMonth() + 1)}-${two(value.getUTCDate())}`
  const time = `${two(value.getUTCHours())}:${two(value.getUTCMinutes())}:${two(value.getUTCSeconds())}`
  return time === '00:00:00' ? day : `${day} ${time}`
}

/** What is said by the letters of a number format, without literals and colours. */
const bareFormats = new Map<string, string>()
const bareFormat = (format: string): string => {
  const known = bareFormats.get(format)
  if (known !== undefined) return known
  const bare = format.replace(/\\.|"[^"]*"|\[[^\]]*\]|_./g, '')
  if (bareFormats.size < 1000) bareFormats.set(format, bare)
  return bare
}
const dayMs = 86_400_000
const fromSerial = (serial: number, date1904: boolean): Date =>
  new Date(Date.UTC(1899, 11, 30) + Math.round((serial + (date1904 ? 1462 : 0)) * dayMs))

/** Excel keeps fifteen digits; what a double says beyond them is chance. */
const digitsMax = 15
const numberText = (value: number): string => String(Number(value.toPrecision(digitsMax)))
const digitsLost = 10 ** digitsMax

const numberSaid = (value: number, format: string | undefined, date1904: boolean): CellSaid => {
  if (Number.isNaN(value)) return { code: 'import.cell_error', params: { value: '#' } }
  const bare = format ? bareFormat(format) : ''
  if (bare.includes('%')) return `${numberText(value * 100)}%`
  if (/[ymdhs]/i.test(bare) && !/general/i.test(bare)) return dateText(fromSerial(value, date1904))
  if (Math.abs(value) >= digitsLost) return { code: 'import.digits_lost', params: { value: String(value), max: digitsMax } }
  return numberText(value)
}

/** A cell of a workbook as text of its kind: a percentage with its sign, a date as one, a formula by its result. */
export const cellSaid = (value: unknown, format: string | undefined, date1904: boolean): CellSaid => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dateText(value)
  if (typeof value === 'number') return numberSaid(value, format, date1904)
  if (!isObject(value)) return String(value)
  if (value.richText)
    return objectsIn(value.richText)
      .map((part) => textIn(part.text) ?? '')
      .join('')
  if (value.error !== undefined) return { code: 'import.cell_error', params: { value: String(value.error) } }
  if ('formula' in value || 'sharedFormula' in value)
    return value.result === undefined || value.result === null
      ? { code: 'import.formula_without_result', params: { value: String(value.formula ?? '').slice(0, 100) } }
      : cellSaid(value.result, format, date1904)
  return 'text' in value ? cellSaid(value.text, format, date1904) : ''
}
