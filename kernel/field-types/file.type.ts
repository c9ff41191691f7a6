import { defineFieldType, type Normalised } from './field-type.ts'
import { presenceOperators } from './operators.ts'
import { sameSchema } from './plain-text.ts'
import { normaliseIds } from './record-id.ts'

const filesMaxOf = (options: Record<string, unknown>): number => (options.maxFiles as number | undefined) ?? 10
const normalise = (input: unknown, options: Record<string, unknown>): Normalised => normaliseIds(input, filesMaxOf(options))

/** Files by id; size and kind are checked when they are uploaded. */
export const fileType = defineFieldType({
  name: 'file',
  normalise,
  fromText: normalise,
  toText: (value) => (Array.isArray(value) ? value.join('|') : ''),
  operators: presenceOperators,
  sortable: false,
  report: 'none',
  schema: sameSchema((options) => ({ type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: filesMaxOf(options) })),
  writable: true,
})
