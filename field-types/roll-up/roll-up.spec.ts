import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'
import { context } from '../../kernel/field-types/spec/cases.testing.ts'

describe('roll-up', () => {
  it('is written by nobody, shows no empty end, and is not described without what it counts', () => {
    const { writable, toText, checkOptions } = fieldTypes.roll_up
    expect(writable).toBe(false)
    expect(toText('12.5000', {}, context)).toBe('12.5')
    expect(checkOptions?.({ child: 'a.b', via: 'c', measure: 'median' })).toMatchObject({ at: 'child' })
    expect(checkOptions?.({ child: 'a.b', via: 'c', measure: 'count' })).toBeNull()
  })
})
