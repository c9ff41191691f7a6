import {
  defineFieldType,
  joinList,
  label,
  maker,
  type Normalised,
  normaliseSet,
  sameSchema,
  setOperators,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface TagsShape {
  readonly options: { readonly group?: string }
  readonly value: string[]
}

const tagMax = 64
const tagsMax = 500
const normalise = (input: unknown): Normalised =>
  normaliseSet(input, {
    max: tagsMax,
    each: (text) => ([...text].length > tagMax ? { problem: 'field.too_long', params: { max: tagMax } } : { value: text }),
  })

/** Free labels, at most 500 of at most 64 characters. */
export const tagsType = defineFieldType({
  name: 'tags',
  place: 130,
  label: label('标签', 'Tags'),
  help: label('自由添加的标签', 'Free labels'),
  normalise,
  fromText: normalise,
  toText: (value) => (Array.isArray(value) ? joinList(value.map(String)) : ''),
  operators: setOperators,
  sortable: false,
  report: 'dimension',
  customOptions: ['group'],
  many: true,
  names: 'customer.tag',
  firstAsk: ['in', 'any_of'],
  expression: 'list<string>',
  schema: sameSchema(() => ({ type: 'array', items: { type: 'string', maxLength: tagMax }, maxItems: tagsMax })),
  writable: true,
})
export const tags = maker('tags')
