import { type Actor, defineStandstill, defineModule, defineObject, type StillRow, label, reference, text } from '@lianke/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestTenant, testTenant } from '../../../testing/test-tenant.ts'
import { tinyShop } from '../../../testing/tiny-shop.ts'

const freeze = defineObject({
  name: 'ice.freeze',
  label: label('冻结', 'Freeze'),
  title: 'what',
  fields: { what: text(label('对象', 'What'), { required: true }), since: text(label('自', 'Since')) },
})
const stone = defineObject({
  name: 'ice.stone',
  label: label('石头', 'Stone'),
  title: 'name',
  access: { everyone: true },
  fields: {
    name: text(label('名称', 'Name'), { required: true }),
    colour: text(label('颜色', 'Colour')),
    under: reference(label('在下', 'Under'), 'ice.stone', { onDelete: 'cascade' }),
  },
})

/** What the standstill was asked, set by set. */
let asked: (readonly StillRow[])[] = []
const cold = defineStandstill({
  name: 'ice.cold',
  by: { object: freeze, names: 'what', since: 'since' },
  still: async (_work, _object, rows) => {
    asked.push(rows)
    return rows.flatMap(({ row, changes }) =>
      row.name === '冰' && !changes?.every((name) => name === 'colour')
        ? [{ id: row.id, code: 'ice.frozen', params: { by: '冬天' } }]
        : [],
    )
  },
})
const ice = defineModule({ name: 'ice', label: label('冰', 'Ice'), objects: [freeze, stone], standstills: [cold] })

let tenant: TestTenant
let somebody: Actor
beforeAll(async () => {
  tenant = await testTenant({ modules: [...tinyShop, ice] })
  const all = { read: 'all', update: 'all', delete: 'all', create: true } as const
  somebody = await tenant.staff({ name: '有人', objects: { 'ice.stone': all } })
})
afterAll(() => tenant?.close())
beforeEach(() => {
  asked = []
})
const stones = (...names: string[]) =>
  tenant.system((work) => work.records.upsert({ object: stone.name, rows: names.map((name) => ({ name })) }))

describe('what lets records stand still', () => {
  it('is not asked while no definition in force is about the object', async () => {
    const { ids } = await stones('冰')
    await tenant.system((work) => work.records.create(freeze, { what: stone.name }))
    await tenant.as(somebody, (work) => work.records.update(stone, String(ids[0]), { name: '水' }))
    expect(asked).toEqual([])
  })

  it('is asked once for a set, with what changes; refuses by its own code, and lets go what it leaves open', async () => {
    await tenant.system((work) => work.records.create(freeze, { what: stone.name, since: '今天' }))
    const { ids } = await stones('冰', '火')
    const [frozen = '', warm = ''] = ids.map(String)
    const result = await tenant.as(somebody, (work) =>
      work.records.upsert({
        object: stone.name,
        partial: true,
        rows: [
          { id: frozen, name: '水', colour: '蓝' },
          { id: warm, colour: '红' },
        ],
      }),
    )
    expect(result).toMatchObject({ updated: 1, refused: [{ row: 0, code: 'ice.frozen', params: { by: '冬天' } }] })
    expect(asked.map((rows) => rows.map(({ changes }) => changes))).toEqual([[['name', 'colour'], ['colour']]])
    await tenant.as(somebody, (work) => work.records.update(stone, frozen, { colour: '白' }))
    await expect(tenant.as(somebody, (work) => work.records.remove(stone, frozen))).rejects.toMatchObject({
      code: 'ice.frozen',
      status: 409,
    })
    // What a command does with the rights of the system is still somebody's doing; what the house does by itself is not.
    await expect(tenant.as(somebody, (work) => work.system.records.update(stone, frozen, { name: '水' }))).rejects.toMatchObject({
      code: 'ice.frozen',
    })
    asked = []
    await tenant.system((work) => work.records.update(stone, frozen, { name: '水' }))
    expect(asked).toEqual([])
  })

  it('is not asked where nothing changes', async () => {
    const { ids } = await stones('冰')
    await tenant.as(somebody, (work) => work.records.update(stone, String(ids[0]), { name: '冰' }))
    expect(asked).toEqual([])
  })
})

describe('what goes with a record', () => {
  it('stands still, too', async () => {
    await tenant.system((work) => work.records.create(freeze, { what: stone.name, since: '今天' }))
    const { ids } = await stones('山')
    const [above = ''] = ids.map(String)
    await tenant.system((work) => work.records.create(stone, { name: '冰', under: above }))
    await expect(tenant.as(somebody, (work) => work.records.remove(stone, above))).rejects.toMatchObject({ code: 'ice.frozen' })
    await tenant.system((work) => work.records.remove(stone, above))
  })
})
