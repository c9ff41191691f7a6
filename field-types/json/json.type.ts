import { defineFieldType, label, maker, type Normalised, presenceOperators, wrongType } from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface JsonShape {
  /** `names`: (in a step) names of fields of the record, each with the value that it takes. */
  readonly options: { readonly names?: 'values' | 'sent' }
  readonly value: unknown
}

const bytesMax = 65_536
const depthMax = 32

const depthOf = (value: unknown): number => {
  let level: unknown[] = [value]
  let depth = 0
  while (level.length > 0 && depth <= depthMax) {
    level = level.flatMap((v) => (typeof v === 'object' && v !== null ? Object.values(v) : []))
    depth++
  }
  return depth
}

const normalise = (input: unknown): Normalised => {
  if (input === null || input === undefined) return { value: null }
  if (depthOf(input) > depthMax) return { problem: 'field.too_deep', params: { max: depthMax } }
  const text = JSON.stringify(input)
  if (text === undefined) return wrongType('json')
  if (text.length > bytesMax || new TextEncoder().encode(text).length > bytesMax)
    return { problem: 'field.too_large', params: { max_kb: bytesMax / 1024 } }
  // PostgreSQL's jsonb holds neither NUL nor half characters.
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|[dD][89a-fA-F])/.test(text)) return { problem: 'field.control_character' }
  return { value: JSON.parse(text) as unknown }
}

const fromText = (text: string): Normalised => {
  if (text.trim() === '') return { value: null }
  try {
    return normalise(JSON.parse(text))
  } catch {
    return wrongType('json')
  }
}

/** Anything JSON, at most 64 KB. */
export const jsonType = defineFieldType({
  name: 'json',
  place: 280,
  label: label('结构数据', 'JSON'),
  help: label('给程序用的数据', 'Data for programs'),
  normalise,
  fromText,
  toText: (value) => (value === null || value === undefined ? '' : JSON.stringify(value)),
  operators: presenceOperators,
  sortable: false,
  report: 'none',
  literal: true,
  cell: 'asked',
  expression: 'dyn',
  schema: () => ({ read: {}, write: {} }),
  writable: true,
})
export const json = maker('json')
