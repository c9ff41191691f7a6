import { expect, it } from 'vitest'
import { withoutShards } from '../shard-error.ts'

const error = (message: string, given: object) => Object.assign(new Error(message), given)

it('tells an error of a worker as PostgreSQL does: by the names of tables and keys, and a taken key as such', () => {
  const told = error('duplicate key value violates unique constraint "shop_line_code_63fb9118_103133"', {
    code: '23505',
    table: 'shop_line_103133',
    constraint: 'shop_line_code_63fb9118_103133',
  })
  expect(withoutShards(told)).toMatchObject({ code: '23505', table: 'shop_line', constraint: 'shop_line_code_63fb9118' })
  const copied = error('duplicate key value violates unique constraint "shop_line_code_63fb9118_103133"', { code: 'XX000' })
  expect(withoutShards(copied)).toMatchObject({ code: '23505', constraint: 'shop_line_code_63fb9118' })
  const other = error('division by zero', { code: '22012' })
  expect(withoutShards(other)).toBe(other)
  expect(other).not.toHaveProperty('constraint')
})
