import {
  cellOf,
  checkChoices,
  choiceMaker,
  chosen,
  defineFieldType,
  givenValues,
  joinList,
  label,
  type Normalised,
  normaliseSet,
  orNull,
  type SelectOption,
  setOperators,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface MultiSelectShape<Choice extends string = string> {
  readonly options: { readonly options: readonly SelectOption[] }
  readonly value: Choice[]
}

const normalise = (input: unknown, options: Record<string, unknown>): Normalised =>
  normaliseSet(input, {
    max: 200,
    each: (text) => {
      const value = chosen(text, options)
      return value === undefined ? { problem: 'field.not_an_option', params: { value: text.slice(0, 100) } } : { value }
    },
  })

/** Several of a list. */
export const multiSelectType = defineFieldType({
  name: 'multi_select',
  place: 120,
  label: label('多选', 'Choices'),
  help: label('从列表选几项', 'Several from a list'),
  normalise,
  // A whole cell that somebody typed may be one label that itself holds a comma.
  fromText: (text, options) => {
    const several = normalise(text, options)
    const whole = 'problem' in several ? chosen(text.trim(), options) : undefined
    return whole === undefined ? several : { value: [whole] }
  },
  toText: (value, options, context) =>
    Array.isArray(value) ? joinList(value.map((one) => cellOf(one, options, context.locale))) : '',
  operators: setOperators,
  sortable: false,
  report: 'dimension',
  customOptions: ['options'],
  checkOptions: checkChoices,
  many: true,
  firstAsk: ['in', 'any_of'],
  expression: 'list<string>',
  schema: (options) => ({
    read: orNull({ type: 'array', items: { type: 'string' } }, options),
    write: orNull({ type: 'array', items: { type: 'string', enum: givenValues(options) } }, options),
  }),
  writable: true,
})
export const multiSelect = choiceMaker('multi_select')
