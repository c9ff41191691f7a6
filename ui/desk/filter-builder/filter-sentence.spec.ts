import { expect, test } from 'vitest'
import type { EventStep, Filter, Label, MetaField, MetaObject } from '@lianke/kernel'
import { filterWords } from '../../base/i18n/words/filter.ts'
import { shellWords } from '../../base/i18n/words/shell.ts'
import { sayFilter, type Speaker } from './filter-sentence.ts'
import { finished, firstOperator, groupOf, treeOf, valueFor } from './filter-tree.ts'

const words = { ...filterWords, ...shellWords } as unknown as Record<string, Label>
const field = (type: MetaField['type'], zh: string, en: string, options: MetaField['options'] = {}): MetaField => ({
  type,
  label: { zh, en },
  options,
  operators: ['eq', 'in', 'contains', 'within', 'gte', 'me'],
  sortable: true,
  report: 'dimension',
  writable: true,
})
const fields: Record<string, Record<string, MetaField>> = {
  'customer.person': {
    created_at: field('datetime', '创建时间', 'Created'),
    owner: field('user', '负责人', 'Owner'),
    name: field('text', '姓名', 'Name'),
    stage: field('select', '阶段', 'Stage', {
      options: [
        { value: 'loyal', label: { zh: '忠诚', en: 'Loyal' } },
        { value: 'new', label: { zh: '新客', en: 'New' } },
      ],
    }),
  },
  'sales.order': {
    total: field('money', '金额', 'Total'),
    person: field('reference', '客户', 'Person', { to: 'customer.person' }),
  },
}
const speaker = (side: keyof Label): Speaker => ({
  w: (key, params) => (words[key]?.[side] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params?.[name] ?? '')),
  text: (label) => label?.[side] ?? '',
  object: (name) =>
    ({
      name,
      label: name === 'sales.order' ? { zh: '订单', en: 'Order' } : { zh: '客户', en: 'Person' },
    }) as unknown as MetaObject,
  fieldAt: (object, path) => (path.startsWith('person.') ? fields['customer.person']?.[path.slice(7)] : fields[object]?.[path]),
})

test('conditions read as a sentence in both languages', () => {
  const filter = {
    and: [
      { field: 'created_at', op: 'within', value: { last: 30, unit: 'day' } },
      { child: 'sales.order', via: 'person', measure: { fn: 'count', op: 'gte', value: 2 } },
      { field: 'owner', op: 'my_team' },
    ],
  } as const
  expect(sayFilter(speaker('zh'), 'customer.person', filter)).toBe('创建时间 在 最近 30 天 · 订单 数量 ≥ 2 · 负责人 是我的团队')
  expect(sayFilter(speaker('en'), 'customer.person', filter)).toBe('Created in last 30 days · Order count ≥ 2 · Owner is my team')
})
test('a time is said as a window or by its days, the last one in it; an anniversary by its window', () => {
  const say = (filter: Filter) => sayFilter(speaker('en'), 'customer.person', filter)
  const measure = { fn: 'last', op: 'within', value: { from: '2026-11-01', to: '2026-12-01' } } as const
  expect(say({ event: 'page.viewed', measure })).toContain('2026-11-01 – 2026-11-30')
  expect(say({ event: 'page.viewed', within: { from: '2026-11-01' } })).toContain('2026-11-01 – ')
  expect(say({ field: 'created_at', op: 'anniversary', value: { this: 'month' } })).toBe(
    'Created has its anniversary in this month',
  )
  expect(valueFor('anniversary', 'within', { this: 'month' })).toEqual({ this: 'month' })
})
test('what followed is said step by step, and what did not', () => {
  const filter: Filter = {
    event: 'cart.filled',
    within: { last: 30, unit: 'day' },
    measure: { fn: 'count', op: 'gte', value: 1 },
    then: [
      { event: 'page.viewed', where: { field: 'name', op: 'contains', value: '/price' } },
      { event: 'order.paid', within: { up_to: 3, unit: 'day' }, none: true },
    ],
  }
  const called: Speaker['object'] = (name) => ({ name, label: { zh: name.slice(6), en: name.slice(6) } }) as unknown as MetaObject
  const say = (side: keyof Label) => sayFilter({ ...speaker(side), object: called }, 'customer.person', filter)
  expect(say('zh')).toBe(
    '最近 30 天 cart.filled ≥ 1 次，之后发生 page.viewed（name 包含 /price），之后 3 天内没有发生 order.paid',
  )
  expect(say('en')).toBe(
    'last 30 days cart.filled ≥ 1 times, then page.viewed（name contains /price）, then within 3 days no order.paid',
  )
})
test('how often something must follow is said, and what it must not reach', () => {
  const seen = { event: 'page.viewed', times: 3 }
  const say = (side: keyof Label, then: EventStep) => sayFilter(speaker(side), 'customer.person', { event: 'x', then: [then] })
  expect(say('zh', seen)).toMatch(/，之后发生 .+ ≥ 3 次$/)
  expect(say('en', { ...seen, none: true })).toMatch(/, then fewer than 3 times .+$/)
})
test('a step whose own condition is unfinished is asked without it', () => {
  const step = { event: 'order.paid', within: { up_to: 3, unit: 'day' } } as const
  const half: Filter = { event: 'cart.filled', then: [{ ...step, where: { field: 'total', op: 'gte' } }] }
  expect(finished(half)).toEqual({ event: 'cart.filled', then: [step] })
})
test('choices are said by their labels, paths by the fields they pass', () => {
  expect(sayFilter(speaker('zh'), 'sales.order', { field: 'person.stage', op: 'in', value: ['loyal', 'new'] })).toBe(
    '客户 · 阶段 是其中之一 忠诚、新客',
  )
})
test('groups inside a sentence stand in brackets, joined by their own word', () => {
  const filter = {
    and: [
      { field: 'name', op: 'contains', value: '林' },
      {
        or: [
          { field: 'owner', op: 'me' },
          { field: 'owner', op: 'empty' },
        ],
      },
    ],
  } as const
  expect(sayFilter(speaker('zh'), 'customer.person', filter)).toBe('姓名 包含 林 · （负责人 是我 或者 负责人 为空）')
})
test('an unfinished condition says so and never reaches the query', () => {
  const half = { field: 'name', op: 'contains' } as const
  expect(sayFilter(speaker('zh'), 'customer.person', half)).toBe('姓名 包含 …')
  expect(finished(half)).toBeNull()
  expect(finished({ or: [half, { field: 'owner', op: 'me' }] })).toEqual({ field: 'owner', op: 'me' })
  expect(finished({ not: half })).toBeNull()
  expect(finished({ field: 'age', op: 'between', value: [1, undefined] })).toBeNull()
})
test('a tree becomes a group and the same tree again', () => {
  const tree = {
    or: [
      { field: 'a', op: 'me' },
      { field: 'b', op: 'empty' },
    ],
  } as const
  expect(treeOf(groupOf(tree))).toEqual(tree)
  expect(treeOf({ join: 'and', items: [] })).toBeNull()
})
test('changing the operator keeps the value where it still fits', () => {
  expect(valueFor('in', 'eq', 'a')).toEqual(['a'])
  expect(valueFor('eq', 'in', ['a', 'b'])).toBe('a')
  expect(valueFor('between', 'gte', 3)).toBeUndefined()
  expect(valueFor('lt', 'gt', 3)).toBe(3)
  expect(valueFor('empty', 'eq', 'a')).toBeUndefined()
})
test('the first operator is the likely one', () => {
  expect(firstOperator(field('datetime', '', ''))).toBe('within')
  expect(firstOperator(field('user', '', ''))).toBe('me')
  expect(firstOperator(field('text', '', ''))).toBe('contains')
  expect(firstOperator({ ...field('text', '', ''), operators: ['eq'] })).toBe('eq')
})
