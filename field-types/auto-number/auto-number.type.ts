import { computedMaker, defineFieldType, label, normaliseText, textOf, textOperators } from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface AutoNumberShape {
  /** `pattern`: `ORD-{yyyy}{mm}-{n:5}`. */
  readonly options: { readonly pattern: string }
  readonly value: string
}

/** The next number of a series, given once when the record is made: `ORD-202403-00042`. */
export const autoNumberType = defineFieldType({
  name: 'auto_number',
  place: 270,
  label: label('自动编号', 'Auto number'),
  help: label('按规则生成的编号', 'Numbered by a pattern'),
  normalise: (input) => normaliseText(input, { max: 100 }),
  fromText: (text) => normaliseText(text, { max: 100 }),
  toText: textOf,
  operators: textOperators,
  sortable: true,
  report: 'none',
  customOptions: ['pattern'],
  checkOptions: ({ pattern }) =>
    /\{n(:\d+)?\}/.test(String(pattern ?? '')) ? null : { at: 'pattern', reason: 'a pattern with {n}' },
  computed: 'series',
  key: 'text',
  schema: () => ({ read: { type: ['string', 'null'] }, write: { type: 'null' } }),
  writable: false,
})
export const autoNumber = computedMaker('auto_number', { unique: true })
