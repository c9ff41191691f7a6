import { defineFieldStorage } from './field-storage.ts'
import { textStorage } from './text-storage.ts'

// People type `138-0013`; the stored form has digits only.
const base = textStorage('phone', 'Nullable(String)', (text) => text.replace(/[\s().-]/g, '') || text)

export const phoneStorage = defineFieldStorage({
  ...base,
  columns: (name) => [
    { name, type: 'text' },
    { name: `${name}_raw`, type: 'text' },
  ],
  toColumns: (value, name, _options, raw) => ({
    [name]: value ?? null,
    [`${name}_raw`]: value === null || value === undefined ? null : (raw ?? null),
  }),
})
