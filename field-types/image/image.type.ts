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
export interface ImageShape {
  readonly options: { readonly maxFiles?: number }
  readonly value: string[]
}

const filesMaxOf = (options: Record<string, unknown>): number => (options.maxFiles as number | undefined) ?? 10
const normalise = (input: unknown, options: Record<string, unknown>): Normalised => normaliseIds(input, filesMaxOf(options))

/** Pictures by id; size and kind are checked when they are uploaded. */
export const imageType = defineFieldType({
  name: 'image',
  place: 200,
  label: label('图片', 'Images'),
  help: label('上传的图片', 'Uploaded pictures'),
  normalise,
  fromText: normalise,
  toText: (value) => (Array.isArray(value) ? value.join('|') : ''),
  operators: presenceOperators,
  sortable: false,
  report: 'none',
  customOptions: ['maxFiles'],
  many: true,
  files: true,
  cell: 'none',
  expression: 'dyn',
  schema: sameSchema((options) => ({ type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: filesMaxOf(options) })),
  writable: true,
})
export const image = maker('image')
