import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'

describe('auto number', () => {
  it('is written by nobody, and is not described without a place for the number', () => {
    const { writable, checkOptions } = fieldTypes.auto_number
    expect(writable).toBe(false)
    expect(checkOptions?.({ pattern: 'A-{yyyy}' })).toMatchObject({ at: 'pattern' })
    expect(checkOptions?.({ pattern: 'A-{n:5}' })).toBeNull()
  })
})
