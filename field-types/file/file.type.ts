import {
  defineFieldType,
  label,
  maker,
  type Normalised,
  normaliseIds,
  presenceOperators,
  sameSchema,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface FileShape {
  readonly options: { readonly maxFiles?: number; readonly accept?: readonly string[] }
  readonly value: string[]
}

const filesMaxOf = (options: Record<string, unknown>): number => (options.maxFiles as number | undefined) ?? 10
const normalise = (input: unknown, options: Record<string, unknown>): Normalised => normaliseIds(input, filesMaxOf(options))

/** Files by id; size and kind are checked when they are uploaded. */
export const fileType = defineFieldType({
  name: 'file',
  place: 190,
  label: label('附件', 'Files'),
  help: label('上传的文件', 'Uploaded files'),
  normalise,
  fromText: normalise,
  toText: (value) => (Array.isArray(value) ? value.join('|') : ''),
  operators: presenceOperators,
  sortable: false,
  report: 'none',
  customOptions: ['maxFiles', 'accept'],
  many: true,
  files: true,
  cell: 'none',
  expression: 'dyn',
  schema: sameSchema((options) => ({ type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: filesMaxOf(options) })),
  writable: true,
})
export const file = maker('file')
