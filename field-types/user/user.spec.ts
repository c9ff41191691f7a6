import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'
import { all, taken } from '../../kernel/field-types/spec/cases.testing.ts'

const id = '0190a0b0-0000-7000-8000-000000000001'

describe('user', () => {
  it('takes an id, and points to its object whatever the field says', () => {
    all(taken('user'), [
      [{ id, title: '张三' }, id],
      ['张三', 'field.not_an_id'],
    ])
    expect(fieldTypes.user.target).toEqual({ object: 'organisation.staff' })
  })
})
