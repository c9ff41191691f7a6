import type { FieldProblem } from '@lianke/kernel'
import type { Part } from '../model/behaviour.ts'
import type { ModelObject } from '../model/model.ts'
import { partsMax } from './read-parts.ts'

type Given = Record<string, unknown>

/** What an input says of the lines of one name: the whole list, or what is added, changed, removed, brought back. */
export interface PartsInput {
  readonly list: readonly Given[] | null
  readonly add: readonly Given[]
  readonly change: readonly Given[]
  readonly remove: readonly string[]
  readonly restore: readonly string[]
  /** Lines known by their `id` or their number `#` are changed, others are added; the rest stand. */
  readonly merge: readonly Given[]
}
export interface SplitInput {
  readonly own: Given
  readonly parts: ReadonlyMap<string, PartsInput>
  readonly problems: readonly FieldProblem[]
}

const isRecord = (value: unknown): value is Given => typeof value === 'object' && value !== null && !Array.isArray(value)
const words = ['add', 'change', 'remove', 'restore', 'merge']
const noParts: SplitInput['parts'] = new Map()
const nothing: PartsInput = { list: null, add: [], change: [], remove: [], restore: [], merge: [] }

const isNumber = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1

const readParts = (name: string, value: unknown): PartsInput | FieldProblem => {
  const path = `/${name}`
  const wrong = (at: string, expected: string): FieldProblem => ({
    path: at,
    code: 'parts.malformed',
    params: { part: name, expected },
  })
  const given: Given | null = Array.isArray(value) ? { list: value } : isRecord(value) ? value : null
  if (!given) return wrong(path, 'list')
  const unknown = Object.keys(given).find((word) => word !== 'list' && !words.includes(word))
  if (unknown !== undefined) return wrong(`${path}/${unknown.slice(0, 40)}`, words.join(', '))
  for (const word of Object.keys(given)) {
    const rows = given[word]
    const ids = word === 'remove' || word === 'restore'
    const at = word === 'list' ? path : `${path}/${word}`
    if (!Array.isArray(rows)) return wrong(at, 'list')
    if (rows.length > partsMax) return { path: at, code: 'parts.too_many', params: { part: name, max: partsMax } }
    const bad = rows.findIndex((row) => (ids ? typeof row !== 'string' : !isRecord(row)))
    const odd = rows.findIndex((row) => isRecord(row) && '#' in row && !(word === 'merge' && isNumber(row['#'])))
    if (odd >= 0) return wrong(`${at}/${odd}/#`, 'number')
    if (bad >= 0) return wrong(`${at}/${bad}`, ids ? 'id' : 'object')
  }
  return { ...nothing, ...(given as Partial<PartsInput>) }
}

/** Takes the lines out of an input: what is the record's own, and what is said of its parts. */
export const splitParts = (object: ModelObject, input: Given): SplitInput => {
  if (object.parts.size === 0) return { own: input, parts: noParts, problems: [] }
  const own: Given = {}
  const parts = new Map<string, PartsInput>()
  const problems: FieldProblem[] = []
  for (const name in input) {
    const value = input[name]
    if (!object.parts.has(name) || value === undefined) {
      own[name] = value
      continue
    }
    const read = readParts(name, value)
    if ('code' in read) problems.push(read)
    else parts.set(name, read)
  }
  return { own, parts, problems }
}

/** A line as the API shows it may be sent back: what every record has beside its own fields says nothing there. */
const shownOnly = new Set(['version', 'owner', 'created_at', 'created_by', 'updated_at', 'updated_by', 'deleted_at'])
export const lineInput = (part: Part, row: Given, keepOrigins: boolean): Given => {
  const input: Given = {}
  for (const name in row)
    if (name !== part.via && name !== 'id' && name !== '#' && (!shownOnly.has(name) || (keepOrigins && name === 'created_at')))
      input[name] = row[name]
  return input
}

/** Does a line name another whole than the one it is sent to? */
export const isOfOther = (part: Part, row: Given, whole: string): boolean => {
  const given = row[part.via]
  const id = isRecord(given) ? given.id : given
  return id !== undefined && id !== null && id !== whole
}
