import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'
import { all, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('formula', () => {
  it('is of the type of its answer', () => {
    all(taken('formula', { result: 'boolean' }), [[true, true]])
    all(taken('formula', { result: 'decimal' }), [['1.5', '1.5000']])
    all(taken('formula', { result: 'date' }), [['2024-03-05', '2024-03-05']])
  })
  it('is written by nobody, and is not described without an answer that there is', () => {
    const { writable, checkOptions } = fieldTypes.formula
    expect(writable).toBe(false)
    expect(checkOptions?.({ expression: '1', result: 'money' })).toMatchObject({ at: 'expression' })
    expect(checkOptions?.({ expression: '1', result: 'decimal' })).toBeNull()
  })
})
