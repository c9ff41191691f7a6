import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'
import { all, taken } from '../../kernel/field-types/spec/cases.testing.ts'

const id = '0190a0b0-0000-7000-8000-000000000001'

describe('file', () => {
  it('takes ids of stored files, each once, and as many as it may hold', () =>
    all(taken('file', { maxFiles: 2 }), [
      [[id, id], [id]],
      [['x'], 'field.not_an_id'],
      [[1, 2, 3].map((n) => id.slice(0, -1) + n), 'field.too_many'],
      [[], null],
    ]))
  it('has no form in a spreadsheet', () => expect(fieldTypes.file.cell).toBe('none'))
})
