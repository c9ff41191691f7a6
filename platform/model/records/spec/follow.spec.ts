import {
  defineFollow,
  defineModule,
  defineObject,
  integer,
  label,
  reference,
  select,
  option,
  text,
  type Actor,
} from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refused } from '../../../testing/refused.testing.ts'
import { scoped, type TestTenant, testTenant } from '../../../testing/test-tenant.ts'
import { tinyShop } from '../../../testing/tiny-shop.ts'

let asked: number[] = []
const shelf = defineObject({
  name: 'store.shelf',
  label: label('货架', 'Shelf'),
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true }),
    zone: select(label('区', 'Zone'), {
      required: true,
      options: [option('cold', '冷', 'Cold'), option('warm', '暖', 'Warm')],
    }),
  },
})
const zoneOfShelf = defineFollow({
  fields: ['zone', 'height'],
  when: ['shelf'],
  run: async (work, rows) => {
    asked.push(rows.length)
    const found = await work.sql<{ id: string; zone: string }>('select id, zone from store_shelf where id = any($1::uuid[])', [
      rows.map(({ row }) => row.shelf),
    ])
    return rows.map(({ row }) => {
      const one = found.find(({ id }) => id === row.shelf)
      if (!one) return { problem: { code: 'store.no_shelf', path: '/shelf' } }
      return { values: { zone: one.zone, ...(one.zone === 'cold' ? { height: 1 } : {}) } }
    })
  },
})
const crate = defineObject({
  name: 'store.crate',
  label: label('箱', 'Crate'),
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true }),
    shelf: reference(label('货架', 'Shelf'), 'store.shelf', { onDelete: 'refuse' }),
    zone: select(label('区', 'Zone'), {
      required: true,
      default: 'warm',
      options: [option('cold', '冷', 'Cold'), option('warm', '暖', 'Warm')],
    }),
    height: integer(label('高', 'Height')),
  },
  follows: zoneOfShelf,
  states: {
    field: 'zone',
    moves: { warm: ['cold'], cold: [] },
    guards: { cold: [{ name: 'low', message: label('要低', 'Low'), holds: ({ row }) => row.height === 1 }] },
  },
})

let tenant: TestTenant
let keeper: Actor
let cold: string
let warm: string
beforeAll(async () => {
  const store = defineModule({
    name: 'store',
    label: label('库', 'Store'),
    objects: [shelf, crate],
    words: { 'refusal.store.no_shelf': label('没有货架', 'No shelf') },
  })
  tenant = await testTenant({ modules: [...tinyShop, store] })
  keeper = await tenant.staff({ name: 'Keeper', objects: { '*': scoped('all') }, rights: ['records.migrate'] })
  const made = await tenant.system((work) =>
    work.records.upsert({
      object: 'store.shelf',
      rows: [
        { name: 'C', zone: 'cold' },
        { name: 'W', zone: 'warm' },
      ],
    }),
  )
  cold = String(made.ids[0])
  warm = String(made.ids[1])
})
afterAll(() => tenant?.close())

const write = <T>(run: (records: Parameters<Parameters<TestTenant['as']>[1]>[0]['records']) => Promise<T>) =>
  tenant.as(keeper, (work) => run(work.records))

describe('what follows from other records', () => {
  it('is written at creation and at change, before states and their guards, whatever the default says', async () => {
    const made = await write((records) => records.create('store.crate', { name: 'A', shelf: cold }))
    expect(made).toMatchObject({ zone: 'cold', height: 1 })
    const other = await write((records) => records.create('store.crate', { name: 'B', shelf: warm, height: 9 }))
    expect(other).toMatchObject({ zone: 'warm', height: 9 })
    expect(await write((records) => records.update('store.crate', other.id, { shelf: cold, height: 1 }))).toMatchObject({
      zone: 'cold',
      version: 2,
    })
    const refusal = await refused(write((records) => records.update('store.crate', made.id, { shelf: warm })))
    expect(refusal.problems[0]).toMatchObject({ code: 'record.move_not_allowed' })
  })
  it('is asked once for a set, and only where something of it changes', async () => {
    asked = []
    const rows = Array.from({ length: 30 }, (_, n) => ({ name: `S${n}`, shelf: n % 2 ? cold : warm }))
    const { ids } = await write((records) => records.upsert({ object: 'store.crate', rows }))
    await write((records) => records.upsert({ object: 'store.crate', rows: ids.map((id) => ({ id: String(id), name: 'T' })) }))
    expect(asked).toEqual([30])
  })
  it('is refused where somebody says otherwise, free where nothing follows, and may be said as it is', async () => {
    const said = (values: Record<string, unknown>) => write((records) => records.create('store.crate', { name: 'C', ...values }))
    expect((await refused(said({ shelf: cold, zone: 'warm' }))).problems).toEqual([
      { path: '/zone', code: 'field.derived', params: { field: 'zone' } },
    ])
    expect((await refused(said({ shelf: cold, height: 2 }))).problems[0]).toMatchObject({
      path: '/height',
      code: 'field.derived',
    })
    expect(await said({ shelf: cold, zone: 'cold', height: 1 })).toMatchObject({ zone: 'cold' })
    expect((await refused(said({}))).problems).toEqual([{ path: '/shelf', code: 'store.no_shelf', params: {} }])
  })
  it('holds for a migration and a dry run, too', async () => {
    const rows = [
      { name: 'M', shelf: cold },
      { name: 'N', shelf: cold, zone: 'warm' },
    ]
    const migrate = (dryRun: boolean) =>
      write((records) => records.upsert({ object: 'store.crate', rows, migrating: true, partial: true, dryRun }))
    expect(await migrate(true)).toMatchObject({ created: 1, refused: [{ row: 1, code: 'field.derived' }] })
    const { ids } = await migrate(false)
    expect(await write((records) => records.get('store.crate', String(ids[0])))).toMatchObject({ zone: 'cold', height: 1 })
  })
})
