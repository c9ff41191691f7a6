import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'
import { taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('encrypted text', () => {
  it('keeps its lines, covers itself whole, and is sealed', () => {
    expect(taken('encrypted')(' a\nb ')).toBe('a\nb')
    expect(taken('encrypted')('x'.repeat(1001))).toBe('field.too_long')
    expect(fieldTypes.encrypted.mask?.('11010519491231002X')).toBe('••••••')
    expect(fieldTypes.encrypted.sealed).toBe(true)
  })
})
