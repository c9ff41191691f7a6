import pg from 'pg'

const timestamptz = (text: string): string => {
  // `2026-11-26 08:15:30.123456+00`, with or without the fraction, of a year with four digits: what nearly every instant is.
  if (text[10] === ' ' && text.endsWith('+00') && (text.length === 22 || (text[19] === '.' && text.length > 23)))
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, Math.min(23, text.length - 3)).padEnd(3, '0')}Z`
  const match = /^(\d{4,6}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text)
  return match ? `${match[1]}T${match[2]}.${(match[3] ?? '').padEnd(3, '0').slice(0, 3)}Z` : text
}
const int8 = (text: string): number | string => {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : text
}
const textArrayOid: number = 1009
const textArray = pg.types.getTypeParser(textArrayOid as never) as (text: string) => unknown
const arrayOf =
  <T>(parse: (text: string) => T) =>
  (text: string) =>
    (textArray(text) as (string | null)[]).map((item) => (item === null ? null : parse(item)))
const asText = (text: string): string => text

/** By type oid; the session's zone is UTC, so timestamptz always ends in +00. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: int8,
  1016: arrayOf(int8),
  1700: asText,
  1231: arrayOf(asText),
  1082: asText,
  1182: arrayOf(asText),
  1184: timestamptz,
  1185: arrayOf(timestamptz),
  1114: asText,
  114: JSON.parse,
  3802: JSON.parse,
}

/** Values as the platform carries them: ISO instants with milliseconds, `YYYY-MM-DD`, numeric as text, int8 as number when it fits. */
export const valueTypes = {
  getTypeParser: (oid: number, format?: string) =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig
