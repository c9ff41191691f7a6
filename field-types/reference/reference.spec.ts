import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'
import { all, context, taken } from '../../kernel/field-types/spec/cases.testing.ts'

const id = '0190a0b0-0000-7000-8000-000000000001'

describe('reference', () => {
  it('takes an id alone or in the shape of an answer', () => {
    all(taken('reference'), [
      [id, id],
      [{ id, title: '张三' }, id],
      [id.toUpperCase(), id],
      ['张三', 'field.not_an_id'],
      [5, 'field.wrong_type'],
    ])
    expect(fieldTypes.reference.toText({ id, title: '张三' }, {}, context)).toBe('张三')
  })
  it('is not described without an object that it points to', () => {
    expect(fieldTypes.reference.checkOptions?.({})).toMatchObject({ at: 'to' })
    expect(fieldTypes.reference.checkOptions?.({ to: 'customer.person' })).toBeNull()
  })
})
