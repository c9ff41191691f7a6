import {
  checkTarget,
  choiceOperators,
  defineFieldType,
  label,
  normaliseId,
  orNull,
  pointerMaker,
  referenceRead,
  referenceText,
  referenceWrite,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface ReferenceShape {
  /** `where`: only such records are offered to pick from; `{name}` in it stands for a value of the record at hand. */
  readonly options: { readonly to: string; readonly onDelete?: 'refuse' | 'clear' | 'cascade'; readonly where?: unknown }
  readonly value: string
}

/** Points to another record. */
export const referenceType = defineFieldType({
  name: 'reference',
  place: 230,
  label: label('关联', 'Reference'),
  help: label('指向另一条记录', 'Points to another record'),
  normalise: normaliseId,
  fromText: normaliseId,
  toText: referenceText,
  operators: choiceOperators,
  sortable: false,
  report: 'dimension',
  customOptions: ['to', 'onDelete'],
  checkOptions: checkTarget,
  target: { option: 'to' },
  firstAsk: ['in', 'any_of'],
  account: true,
  schema: (options) => ({ read: orNull(referenceRead, options), write: orNull(referenceWrite, options) }),
  writable: true,
})
export const reference = pointerMaker('reference')
