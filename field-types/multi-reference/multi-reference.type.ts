import {
  checkTarget,
  defineFieldType,
  joinList,
  label,
  normaliseIds,
  orNull,
  pointerMaker,
  referenceRead,
  referenceText,
  referenceWrite,
  setOperators,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface MultiReferenceShape {
  readonly options: { readonly to: string; readonly where?: unknown }
  readonly value: string[]
}

const referencesMax = 200

/** Points to several records of one object. */
export const multiReferenceType = defineFieldType({
  name: 'multi_reference',
  place: 240,
  label: label('多关联', 'References'),
  help: label('指向多条记录', 'Points to several records'),
  normalise: (input) => normaliseIds(input, referencesMax),
  fromText: (text) => normaliseIds(text, referencesMax),
  toText: (value) => (Array.isArray(value) ? joinList(value.map(referenceText)) : ''),
  operators: setOperators,
  sortable: false,
  report: 'dimension',
  customOptions: ['to'],
  checkOptions: checkTarget,
  target: { option: 'to' },
  many: true,
  firstAsk: ['in', 'any_of'],
  expression: 'list<string>',
  schema: (options) => ({
    read: orNull({ type: 'array', items: referenceRead }, options),
    write: orNull({ type: 'array', items: referenceWrite, maxItems: referencesMax }, options),
  }),
  writable: true,
})
export const multiReference = pointerMaker('multi_reference')
