import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestTenant, testTenant } from '../../../testing/test-tenant.ts'
import { tinyShop } from '../../../testing/tiny-shop.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: tinyShop })
})
afterAll(() => tenant?.close())

const upsert = (object: string, rows: readonly Record<string, unknown>[], key?: readonly string[]) =>
  tenant.system((work) => work.records.upsert({ object, rows, ...(key ? { key } : {}), keepOrigins: true }))
const phoneOf = (prefix: number, n: number) =>
  `${prefix} ${String(n).padStart(4, '0').padStart(8, '0')}`.replace(/(\d{4})$/, '-$1')

/** What of some records differs from one to the next by its nature. */
const own = [
  'id',
  'record',
  'person',
  'seq',
  'xid',
  'recorded_at',
  'slot',
  'phone',
  'phone_raw',
  'number',
  'created_at',
  'updated_at',
]
const without = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => !own.includes(name))
      .map(([name, value]) => [
        name,
        typeof value === 'object' && value !== null && !Array.isArray(value) ? without(value as Record<string, unknown>) : value,
      ]),
  )

describe('a set that is large enough to be copied', () => {
  const given = {
    name: 'A "b" \\N',
    tags: ['一', 'a,b', '"c"', 'NULL', '\\', '{}'],
    birthday: '1990-05-17',
    city: '杭 州',
    created_at: '2024-03-05T02:00:00.000Z',
  }

  it('is stored and told as one record is', async () => {
    const [one] = (await upsert('customer.person', [{ ...given, phone: phoneOf(136, 0) }])).ids
    const many = await upsert(
      'customer.person',
      Array.from({ length: 120 }, (_, n) => ({ ...given, phone: phoneOf(137, n) })),
    )
    expect(many).toMatchObject({ created: 120, refused: [] })
    const rowsOf = (table: string, by: string, ids: readonly (string | null | undefined)[]) =>
      tenant.system((work) => work.sql<Record<string, unknown>>(`select * from ${table} where ${by} = any($1::uuid[])`, [ids]))
    for (const [table, by] of [
      ['customer_person', 'id'],
      ['fact', 'record'],
      ['record_state', 'record'],
    ] as const) {
      const [small, large] = [await rowsOf(table, by, [one]), await rowsOf(table, by, many.ids)]
      expect([table, small.length, large.length]).toEqual([table, 1, 120])
      for (const row of large) expect(without(row)).toEqual(without(small[0] ?? {}))
    }
    const [raw] = await rowsOf('customer_person', 'id', [many.ids[7]])
    expect(raw).toMatchObject({ phone: '+8613700000007', phone_raw: phoneOf(137, 7) })
  })

  it('is refused with the field of a key that is taken, and none of it is written', async () => {
    const rows = Array.from({ length: 120 }, (_, n) => ({ name: '半路', phone: phoneOf(135, n) }))
    const taken = [...rows.slice(0, 119), { name: '半路', phone: phoneOf(137, 3) }]
    await expect(upsert('customer.person', taken)).rejects.toMatchObject({
      code: 'record.duplicate',
      status: 409,
      problems: [{ path: '/phone', code: 'field.duplicate' }],
    })
    const [left] = await tenant.system((work) => work.sql(`select count(*)::int as n from customer_person where name = '半路'`))
    expect(left).toEqual({ n: 0 })
  })
})

describe('a row that means a record by a key', () => {
  it('means the first of those that bear it, by a field with an index as by one without', async () => {
    for (const [key, values] of [
      ['city', { city: '只此' }],
      ['birthday', { birthday: '1971-01-31' }],
    ] as const) {
      const made = await upsert('customer.person', [
        { name: '先', ...values },
        { name: '后', ...values },
      ])
      const answer = await upsert(
        'customer.person',
        [
          { name: '改', ...values },
          { name: '新', [key]: null },
        ],
        [key],
      )
      expect([key, answer.created, answer.updated]).toEqual([key, 1, 1])
      expect(answer.ids[0]).toBe(made.ids[0])
    }
  })
})
