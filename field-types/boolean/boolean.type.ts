import {
  booleanOperators,
  defineFieldType,
  halfWidth,
  label,
  maker,
  type Normalised,
  orNull,
  wrongType,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface BooleanShape {
  readonly options: object
  readonly value: boolean
}

const yes = new Set(['true', '1', 'yes', 'y', 'on', '是', '对', '有', '√', '真', 't'])
const no = new Set(['false', '0', 'no', 'n', 'off', '否', '不', '无', '×', '假', 'f'])

const fromText = (text: string): Normalised => {
  const word = halfWidth(text).toLowerCase()
  if (word === '') return { value: null }
  if (yes.has(word)) return { value: true }
  return no.has(word) ? { value: false } : wrongType('boolean')
}

const normalise = (input: unknown): Normalised => {
  if (input === null || input === undefined) return { value: null }
  if (typeof input === 'boolean') return { value: input }
  return typeof input === 'string' || input === 0 || input === 1 ? fromText(String(input)) : wrongType('boolean')
}

/** Yes or no. */
export const booleanType = defineFieldType({
  name: 'boolean',
  place: 80,
  label: label('是否', 'Yes or no'),
  help: label('一个开关', 'A switch'),
  normalise,
  fromText,
  toText: (value, _options, context) =>
    value === null || value === undefined ? '' : context.locale === 'en' ? (value ? 'Yes' : 'No') : value ? '是' : '否',
  operators: booleanOperators,
  sortable: true,
  report: 'dimension',
  answers: ['bool'],
  firstAsk: ['eq'],
  firstValue: true,
  expression: 'bool',
  schema: (options) => ({ read: orNull({ type: 'boolean' }, options), write: orNull({ type: 'boolean' }, options) }),
  writable: true,
  ofEvent: true,
})
export const boolean = maker('boolean')
