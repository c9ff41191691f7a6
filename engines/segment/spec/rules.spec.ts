import { type Fact, type Filter, Refusal, segmentEntered } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { faultOfQuestion } from '../rules/question-fault.rule.ts'
import { inOrder, isTouchedBy, membersOf, type SegmentRow, touchesOf } from '../rules/segment-order.rule.ts'
import { watchesOf } from '../rules/watches.rule.ts'

const segment = (id: string, ...looksAt: string[]): SegmentRow => ({
  id,
  filter: { and: looksAt.map((one) => ({ segment: one })) } as Filter,
  include: [],
  exclude: [],
  status: 'active',
})

describe('segments that look at segments', () => {
  it('are evaluated after those they look at, in whatever order they are given', () => {
    const { order, circle } = inOrder([segment('c', 'b'), segment('a'), segment('b', 'a')])
    expect([order.map(({ id }) => id), circle]).toEqual([['a', 'b', 'c'], []])
  })
  it('are named and left out when they stand in a circle, with whoever looks at it; others go on', () => {
    const { order, circle } = inOrder([segment('a', 'b'), segment('b', 'a'), segment('c', 'a'), segment('d')])
    expect([order.map(({ id }) => id), circle]).toEqual([['d'], ['a', 'b', 'c']])
  })
  it('do not wait for one that is not there', () => {
    expect(inOrder([segment('a', 'gone')]).order).toHaveLength(1)
  })
})

describe('what a filter looks at', () => {
  const touches = touchesOf({
    and: [
      { child: 'commerce.order', via: 'person', op: 'exists', where: { field: 'ordered_at', op: 'within', value: { last: 30 } } },
      { event: 'page.viewed', count: { op: 'gte', value: 3 } },
      { segment: 's1' },
    ],
  } as unknown as Filter)
  const fact = (name: string, more: Partial<Fact> = {}) =>
    isTouchedBy(touches, { name, object: null, record: null, ...more } as Fact)
  it('is read off its tree; a relative date makes the clock count', () => {
    expect([[...touches.objects], [...touches.events], [...touches.segments], touches.clock]).toEqual([
      ['customer.person', 'commerce.order'],
      ['page.viewed'],
      ['s1'],
      true,
    ])
    expect(touchesOf({ field: 'stage', op: 'eq', value: 'loyal' } as Filter).clock).toBe(false)
    const day = { up_to: 1, unit: 'day' } as const
    const followed = touchesOf({ event: 'cart.filled', then: [{ event: 'page.viewed' }, { event: 'order.paid', within: day }] })
    expect([[...followed.events], followed.clock]).toEqual([['cart.filled', 'page.viewed', 'order.paid'], false])
    expect(touchesOf({ event: 'cart.filled', then: [{ event: 'order.paid', within: day, none: true }] }).clock).toBe(true)
    expect(touchesOf({ event: 'cart.filled', then: [{ event: 'order.paid', none: true }] }).clock).toBe(false)
  })
  it('decides which facts can change who is in', () => {
    expect([
      fact('page.viewed'),
      fact('page.left'),
      fact('commerce.order.created', { object: 'commerce.order' }),
      fact('commerce.payment.created', { object: 'commerce.payment' }),
      fact(segmentEntered, { record: 's1' }),
      fact(segmentEntered, { record: 's2' }),
    ]).toEqual([true, false, true, false, true, false])
  })
})

describe('what a filter reads beyond a person', () => {
  const leads: Readonly<Record<string, string>> = {
    'customer.person.account': 'customer.account',
    'customer.account.parent': 'customer.account',
    'ticket.ticket.product': 'commerce.product',
  }
  const watched = (filter: Filter) =>
    watchesOf(filter, (object, field) => leads[`${object}.${field}`]).map(({ object, fields, persons }) => ({
      object,
      fields: [...fields],
      persons: persons(['x']),
    }))
  it('is each record that a path goes through, with the field that counts there and the way back to persons', () => {
    expect(watched({ field: 'account.parent.industry', op: 'eq', value: 'retail' })).toEqual([
      { object: 'customer.account', fields: ['parent'], persons: { field: 'account', op: 'in', value: ['x'] } },
      { object: 'customer.account', fields: ['industry'], persons: { field: 'account.parent', op: 'in', value: ['x'] } },
    ])
  })
  it('goes through the records of a person, too', () => {
    const where: Filter = { not: { field: 'product.name', op: 'eq', value: 'Serum' } }
    expect(watched({ child: 'ticket.ticket', via: 'person', where })).toEqual([
      {
        object: 'commerce.product',
        fields: ['name'],
        persons: { child: 'ticket.ticket', via: 'person', where: { field: 'product', op: 'in', value: ['x'] } },
      },
    ])
  })
  it('is nothing where a condition stays with the person', () => {
    expect(watched({ or: [{ field: 'stage', op: 'eq', value: 'loyal' }, { segment: 's' }] })).toEqual([])
  })
})

describe('members', () => {
  it('are who matches, with who was put in by hand, without who was kept out by hand', () => {
    const members = membersOf(new Set(['a', 'b']), ['a', 'b', 'c', 'd'], { include: ['c', 'x'], exclude: ['b', 'c'] })
    expect([...members]).toEqual(['a'])
    expect([...membersOf(new Set(['a']), ['a', 'd'], { include: ['d'], exclude: [] })]).toEqual(['a', 'd'])
  })
})

describe('a question that fails', () => {
  it('is at fault itself when its data, names or size are wrong', () => {
    const store = (code: string) => Object.assign(new Error('no'), { code })
    expect(['22P02', '42703', '54001'].map((code) => faultOfQuestion(store(code)))).toEqual(Array(3).fill('filter.not_answered'))
    expect(faultOfQuestion(new Refusal('filter.unknown_field'))).toBe('filter.unknown_field')
    expect(faultOfQuestion(new TypeError('x is not a function'))).toBe('filter.malformed')
  })
  it('is asked again when a lock, a lost connection or a full disk is', () => {
    for (const code of ['40P01', '57P01', '53100', '08006', 'ECONNRESET'])
      expect(faultOfQuestion(Object.assign(new Error('no'), { code }))).toBeNull()
    expect(faultOfQuestion('no error at all')).toBeNull()
  })
})
