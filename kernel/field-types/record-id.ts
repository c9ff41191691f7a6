import { isObject, partOf } from '../is-object.ts'
import type { Normalised } from './field-type.ts'
import { cleanText } from './plain-text.ts'
import { normaliseSet } from './text-set.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** An id, or `{ id }` as the API answers it; a title instead of an id is for the importer to look up. */
export const normaliseId = (input: unknown): Normalised => {
  const given = isObject(input) ? input.id : input
  if (given === null || given === undefined) return { value: null }
  const text = cleanText(given)
  if (typeof text !== 'string') return text
  if (text === '') return { value: null }
  const id = text.toLowerCase()
  return uuid.test(id) ? { value: id } : { problem: 'field.not_an_id' }
}

/** Ids without repetition. */
export const normaliseIds = (input: unknown, max: number): Normalised =>
  normaliseSet(
    Array.isArray(input)
      ? input.map((entry: unknown) => (typeof entry === 'object' && entry !== null ? partOf(entry, 'id') : entry))
      : input,
    { max, each: normaliseId },
  )

/** Title where the reader knows it, else the id. */
export const referenceText = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return value === null || value === undefined ? '' : String(value)
  return String(partOf(value, 'title') ?? partOf(value, 'id') ?? '')
}

/** Read as `{ id, title }`, written as an id or `{ id }`. */
export const referenceRead = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', format: 'uuid' }, title: { type: ['string', 'null'] } },
}
export const referenceWrite = {
  type: ['string', 'object'],
  format: 'uuid',
  required: ['id'],
  properties: { id: { type: 'string', format: 'uuid' } },
}
