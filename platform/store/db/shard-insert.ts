import { prepareValue } from './prepared-query.ts'
import { passedOver } from './statements.ts'

const insertsFrom = String.raw`insert\s+into\s+[^()]+(?:\([^()]*\)\s*)?select\b`
const whole = new RegExp(insertsFrom, 'i')
const inside = new RegExp(String.raw`\((\s*)(?=${insertsFrom})`, 'gi')
const first = /^\s*(with\s+recursive\b|with\b)?/i
const parameters = new RegExp(String.raw`${passedOver}|\$(\d+)`, 'g')

const constant = (value: unknown): string => {
  const written = prepareValue(value)
  if (written === null) return 'null'
  const text = typeof written === 'string' ? written : `\\x${written.toString('hex')}`
  return `'${text.replaceAll("'", "''")}'`
}

/** What Citus does not pass on to a worker: it then runs the select, and writes what that found, in the same transaction. */
const apart = 'apart as (select random())'

/**
 * For Citus: inserts of what a select finds, each kept apart from its select, with the values in the text; null: any other statement. One that is
 * passed on whole is planned a second time, and then tests a key that the table of a schema has not (“AND ( IS NOT NULL)”, 13.2 and 14.0); one
 * that is kept apart loses the types of its parameters.
 */
export const shardInsert = (text: string, values: readonly unknown[]): string | null => {
  if (!whole.test(text)) return null
  const kept = text
    .replace(inside, `($1with ${apart} `)
    .replace(first, (begin, word?: string) => (word ? `${word} ${apart},` : `with ${apart} ${begin}`))
  return kept.replace(parameters, (word, _quote, place?: string) => (place ? constant(values[Number(place) - 1]) : word))
}
