import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
beforeAll(async () => {
  server = await httpTenant(tinyShop)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
})
afterAll(() => server?.close())

const label = { zh: '算', en: 'Computed' }
const send = (method: 'POST' | 'PATCH' | 'GET', url: string, payload?: unknown) =>
  server.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie: admin.cookie, 'content-type': 'application/json' },
    payload: JSON.stringify(payload),
  })
const add = async (on: string, name: string, type: string, options: Record<string, unknown>) => {
  const answer = await send('POST', '/settings/fields', { on, name, field: { type, label, options } })
  const body = answer.json()
  return {
    status: answer.statusCode,
    code: body.code,
    path: body.problems?.[0]?.path,
    detail: body.problems?.[0]?.detail ?? body.detail,
  }
}
const formula = (name: string, expression: string, result = 'text', on = 'customer.person') =>
  add(on, name, 'formula', { expression, result })
const rollUp = (name: string, options: Record<string, unknown>) =>
  add('customer.person', name, 'roll_up', { child: 'shop.order', via: 'person', measure: 'count', ...options })
/** The model of every process hears of a change by notification. */
const known = async (object: string, field: string) => {
  for (let time = 0; time < 100; time++) {
    if ((await server.platform.model(server.tenant)).objects.get(object)?.fields.has(field)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${object}.${field} did not come`)
}

describe('a formula', () => {
  it('that is no expression is refused at its place, and nothing is left behind', async () => {
    const answer = await formula('c_broken', 'name +')
    expect(answer).toMatchObject({ status: 422, code: 'custom.bad_formula', path: '/field/options/expression' })
    expect(answer.detail).toContain('7')
    expect((await send('POST', '/customer/person', { name: '照常' })).statusCode).toBe(201)
  })
  it.each([
    ['a name that does not exist', 'nme + "x"'],
    ['types that do not add up', 'name + 1.5'],
    ['a number where a yes or no is wanted', 'name && true'],
    ['a pattern that only a backtracking engine can match', 'name.matches("(a)\\\\1")'],
    ['an unknown function', 'name.explode()'],
  ])('with %s is refused', async (_what, expression) => {
    expect(await formula('c_broken', expression)).toMatchObject({ status: 422, code: 'custom.bad_formula' })
  })
  it('larger than a formula is refused', async () => {
    expect(await formula('c_broken', Array.from({ length: 600 }, () => '1').join('+'), 'decimal')).toMatchObject({
      status: 422,
      code: 'custom.bad_formula',
    })
  })
  it('whose answer cannot be kept as its result is refused', async () => {
    expect(await formula('c_broken', 'name + "x"', 'decimal')).toMatchObject({
      status: 422,
      code: 'custom.formula_result',
      path: '/field/options/result',
    })
  })
  it('may mix whole numbers with others, and ask for what is missing', async () => {
    await add('customer.person', 'c_score', 'integer', {})
    await known('customer.person', 'c_score')
    expect(await formula('c_double', 'c_score == null ? 0 : c_score * 2', 'decimal')).toMatchObject({ status: 201 })
    await known('customer.person', 'c_double')
    const made = await send('POST', '/customer/person', { name: '双倍', c_score: 21 })
    expect(Number(made.json().c_double)).toBe(42)
  })
  it('is answered in linear time whatever pattern it holds', async () => {
    expect(await formula('c_hard', 'name.matches("^(a+)+$")', 'boolean')).toMatchObject({ status: 201 })
    await known('customer.person', 'c_hard')
    const made = await send('POST', '/customer/person', { name: `${'a'.repeat(38)}!` })
    expect(made.json().c_hard).toBe(false)
  })
})

describe('a roll-up', () => {
  it.each([
    ['a child that does not exist', { child: 'commerce.nothing' }, 'custom.roll_up_child'],
    ['a reference that does not exist', { via: 'nobody' }, 'custom.roll_up_via'],
    ['a reference that points elsewhere', { child: 'shop.order', via: 'number' }, 'custom.roll_up_via'],
    ['a sum of nothing', { measure: 'sum' }, 'custom.roll_up_of'],
    ['a field that does not exist', { measure: 'sum', of: 'nothing' }, 'custom.roll_up_of'],
    ['a name that every object has', { measure: 'sum', of: 'constructor' }, 'custom.roll_up_of'],
    ['the sum of a text', { measure: 'sum', of: 'number' }, 'custom.roll_up_type'],
    ['a condition on an unknown field', { where: { field: 'nothing', op: 'eq', value: 1 } }, 'filter.unknown_field'],
    [
      'an operator that does not fit',
      { where: { field: 'number', op: 'within', value: { this: 'day' } } },
      'filter.operator_not_for_type',
    ],
  ])('over %s is refused by name', async (_what, options, code) => {
    expect(await rollUp('c_bad', options)).toMatchObject({ status: 422, code })
  })
})

describe('fields that compute one another', () => {
  it('are refused with the whole chain', async () => {
    expect(await rollUp('c_orders', {})).toMatchObject({ status: 201 })
    await known('customer.person', 'c_orders')
    expect(await formula('c_a', 'c_orders * 2', 'decimal')).toMatchObject({ status: 201 })
    await known('customer.person', 'c_a')
    expect(await formula('c_b', 'c_a + 1', 'decimal')).toMatchObject({ status: 201 })
    await known('customer.person', 'c_b')
    const answer = await send('PATCH', '/settings/fields/customer.person/c_a', {
      options: { expression: 'c_b + c_orders', result: 'decimal' },
    })
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'custom.circle'])
    expect(answer.json().detail).toContain('customer.person.c_a → customer.person.c_b → customer.person.c_a')
    const self = await formula('c_self', 'c_self + 1', 'decimal')
    expect(self).toMatchObject({ status: 422, code: 'custom.circle' })
  })
})

describe('a pattern of a field', () => {
  it.each(['(?=a)b', '(a)\\1', '(', 'a{1,1001}', '((a{50}){50}){50}'])('%s is refused', async (pattern) => {
    expect(await add('customer.person', 'c_code', 'text', { pattern })).toMatchObject({
      status: 422,
      code: 'custom.bad_definition',
      path: '/field/options/pattern',
    })
  })
  it('holds nobody, however it is written', async () => {
    expect(await add('customer.person', 'c_slow', 'text', { pattern: '^(a+)+$' })).toMatchObject({ status: 201 })
    await known('customer.person', 'c_slow')
    const answer = await send('POST', '/customer/person', { name: '慢', c_slow: `${'a'.repeat(200)}!` })
    expect(answer.json().problems[0].code).toBe('field.pattern_mismatch')
    expect((await send('POST', '/customer/person', { name: '快', c_slow: 'aaa' })).statusCode).toBe(201)
  })
  it('knows Chinese letters by number and by script', async () => {
    expect(await add('customer.person', 'c_han', 'text', { pattern: '[\\u4e00-\\u9fa5]{2,4}' })).toMatchObject({ status: 201 })
    await known('customer.person', 'c_han')
    expect((await send('POST', '/customer/person', { name: '汉', c_han: '连客' })).statusCode).toBe(201)
    expect((await send('POST', '/customer/person', { name: '汉', c_han: 'lian' })).statusCode).toBe(422)
  })
})
