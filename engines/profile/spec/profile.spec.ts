import type { Fact } from '@lianke/kernel'
import { expect, it } from 'vitest'
import { countFacts } from '../index.ts'

const fact = (
  person: string | null,
  name: string,
  occurred_at: string,
  payload: Record<string, unknown> = {},
  object: string | null = null,
): Fact => ({
  id: occurred_at,
  seq: '1',
  name,
  object,
  record: null,
  person,
  payload,
  before: null,
  after: null,
  actor_kind: 'system',
  source: 'house',
  actor: 't',
  cause: null,
  hops: 0,
  occurred_at,
  recorded_at: occurred_at,
})

it('counts what each person did, with its first and last moment in whatever order it is told, and leaves record changes out', () => {
  const facts = [
    fact('b', 'order.paid', '2026-03-02T00:00:00.000Z', { amount: '20.5' }),
    fact('a', 'page.viewed', '2026-03-03T00:00:00.000Z'),
    fact('b', 'order.paid', '2026-03-01T00:00:00.000Z', { amount: { amount: '4.5', currency: 'CNY' } }),
    fact('b', 'customer.person.updated', '2026-03-04T00:00:00.000Z', {}, 'customer.person'),
    fact(null, 'page.viewed', '2026-03-05T00:00:00.000Z'),
  ]
  const expected = [
    {
      person: 'a',
      event: 'page.viewed',
      count: 1,
      first_at: '2026-03-03T00:00:00.000Z',
      last_at: '2026-03-03T00:00:00.000Z',
      total: 0,
    },
    {
      person: 'b',
      event: 'order.paid',
      count: 2,
      first_at: '2026-03-01T00:00:00.000Z',
      last_at: '2026-03-02T00:00:00.000Z',
      total: 25,
    },
  ]
  expect(countFacts(facts)).toEqual(expected)
  expect(countFacts([...facts].reverse())).toEqual(expected)
})
