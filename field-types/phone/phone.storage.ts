import { defineFieldStorage, textColumn } from '@lianke/platform/field-storage'

// People type `138-0013`; the stored form has digits only.
const { toColumn: _, ...base } = textColumn('phone', 'Nullable(String)', (text) => text.replace(/[\s().-]/g, '') || text)

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
