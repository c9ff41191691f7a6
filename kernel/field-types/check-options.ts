import { isObject } from '../is-object.ts'
import type { FieldType } from './field-type.ts'

type Check = NonNullable<FieldType['checkOptions']>
const choicesMax = 500
const labelMax = 100

/** A label in both languages, of a length that a screen can show. */
export const isWholeLabel = (label: unknown): boolean => {
  const { zh, en } = isObject(label) ? label : {}
  return [zh, en].every((text) => typeof text === 'string' && text.trim() !== '' && text.length <= labelMax)
}

/** The choices of a list, as an administrator describes them. */
export const checkChoices: Check = ({ options }) => {
  const wrong = (reason: string) => ({ at: 'options', reason })
  if (!Array.isArray(options) || options.length === 0 || options.length > choicesMax) return wrong(`one to ${choicesMax} options`)
  const values = new Set<unknown>()
  for (const option of options) {
    const { value, label } = isObject(option) ? option : {}
    if (typeof value !== 'string' || value === '' || value.length > labelMax || !isWholeLabel(label))
      return wrong('every option has a value and a label in both languages')
    if (values.has(value)) return wrong(`value ${value} twice`)
    values.add(value)
  }
  return null
}

/** What points somewhere says where. */
export const checkTarget: Check = ({ to }) => (typeof to === 'string' ? null : { at: 'to', reason: 'the name of an object' })
