import { expect, it } from 'vitest'
import { namesFact } from './names-fact.rule.ts'

it('a pattern names the fact of its name, or all that begin as it does', () => {
  expect(namesFact(['order.paid', 'lead.*'], 'order.paid')).toBe(true)
  expect(namesFact(['order.paid', 'lead.*'], 'lead.moved')).toBe(true)
  expect(namesFact(['order.paid', 'lead.*'], 'order.paid.twice')).toBe(false)
  expect(namesFact(['*'], 'anything.at_all')).toBe(true)
  expect(namesFact([], 'order.paid')).toBe(false)
})
