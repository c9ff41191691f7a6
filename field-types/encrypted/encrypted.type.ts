import { defineFieldType, label, maker, normaliseText, presenceOperators, sameSchema, textOf } from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface EncryptedShape {
  readonly options: { readonly max?: number }
  readonly value: string
}

const maxOf = (options: Record<string, unknown>): number => (options.max as number | undefined) ?? 1000

/** Text that lies in the database only as ciphertext: the write path seals it, the reader with the right opens it. */
export const encryptedType = defineFieldType({
  name: 'encrypted',
  place: 290,
  label: label('加密文本', 'Encrypted text'),
  help: label('证件号等敏感内容', 'Identity numbers and the like'),
  normalise: (input, options) => normaliseText(input, { max: maxOf(options), lines: true }),
  fromText: (text, options) => normaliseText(text, { max: maxOf(options), lines: true }),
  toText: textOf,
  operators: presenceOperators,
  sortable: false,
  report: 'none',
  customOptions: ['max'],
  sealed: true,
  cell: 'asked',
  schema: sameSchema((options) => ({ type: 'string', maxLength: maxOf(options) })),
  mask: (value) => (value === null || value === undefined ? value : '••••••'),
  writable: true,
})
export const encrypted = maker('encrypted')
