import { describe, it } from 'vitest'
import { all, read } from '../../kernel/field-types/spec/cases.testing.ts'

describe('boolean', () => {
  it('is read as people write it', () =>
    all(read('boolean'), [
      ['是', true],
      ['否', false],
      ['Yes', true],
      ['0', false],
      ['TRUE', true],
      ['maybe', 'field.wrong_type'],
    ]))
})
