import {
  cellOf,
  checkChoices,
  choiceMaker,
  choiceOperators,
  chosen,
  cleanText,
  defineFieldType,
  givenValues,
  label,
  type Normalised,
  orNull,
  type SelectOption,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface SelectShape<Choice extends string = string> {
  readonly options: { readonly options: readonly SelectOption[] }
  readonly value: Choice
}

const normalise = (input: unknown, options: Record<string, unknown>): Normalised => {
  if (input === null || input === undefined) return { value: null }
  const text = cleanText(input)
  if (typeof text !== 'string') return text
  if (text === '') return { value: null }
  const value = chosen(text, options)
  return value === undefined ? { problem: 'field.not_an_option', params: { value: text.slice(0, 100) } } : { value }
}

/** One of a list; taken by value or by label in either language. */
export const selectType = defineFieldType({
  name: 'select',
  place: 110,
  label: label('单选', 'Choice'),
  help: label('从列表选一项', 'One from a list'),
  normalise,
  fromText: normalise,
  toText: (value, options, context) => (value === null || value === undefined ? '' : cellOf(value, options, context.locale)),
  operators: choiceOperators,
  sortable: true,
  report: 'dimension',
  customOptions: ['options'],
  checkOptions: checkChoices,
  firstAsk: ['in', 'any_of'],
  account: true,
  verbatim: true,
  schema: (options) => ({
    read: orNull({ type: 'string' }, options),
    write: orNull({ type: 'string', enum: givenValues(options) }, options),
  }),
  writable: true,
  ofEvent: true,
})
/** `select(label, { options: [option('new', '新建', 'New')] })`; the row type is the union of the values. */
export const select = choiceMaker('select')
