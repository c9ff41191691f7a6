import { defineCommand, defineModule, defineObject, label, integer, reference, text } from '@lianke/kernel'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refused } from '../../../testing/refused.testing.ts'
import { scoped, type TestTenant, testTenant } from '../../../testing/test-tenant.ts'
import { tinyShop } from '../../../testing/tiny-shop.ts'

const share = defineObject({
  name: 'fund.share',
  label: label('份额', 'Share'),
  title: 'name',
  partOf: { object: 'fund.pot', reference: 'pot' },
  access: { inherit: 'pot' },
  fields: {
    pot: reference(label('基金', 'Pot'), 'fund.pot', { required: true, fixed: true, onDelete: 'cascade' }),
    name: text(label('名称', 'Name'), { required: true, max: 40 }),
    parts: integer(label('份', 'Parts'), { default: 1 }),
  },
})
const pot = defineObject({
  name: 'fund.pot',
  label: label('基金', 'Pot'),
  title: 'name',
  fields: { name: text(label('名称', 'Name'), { required: true, max: 40 }) },
  parts: { shares: share },
  written: { shares: 'commands' },
})
const divide = defineCommand({
  name: 'pot.divide',
  label: label('分配', 'Divide'),
  may: { object: pot, action: 'update' },
  on: pot,
  writes: ['shares'],
  input: z.strictObject({ names: z.array(z.string()) }),
  run: (work, { id, names }) => work.records.update(pot, id, { shares: names.map((name) => ({ name })) }),
})

let tenant: TestTenant
let clerk: Awaited<ReturnType<TestTenant['staff']>>
beforeAll(async () => {
  tenant = await testTenant({
    modules: [
      ...tinyShop,
      defineModule({ name: 'fund', label: label('基金', 'Fund'), objects: [pot, share], commands: [divide] }),
    ],
  })
  clerk = await tenant.staff({ name: 'Clerk', objects: { '*': scoped('all') }, rights: ['records.migrate'] })
})
afterAll(() => tenant?.close())

const as = <T>(work: Parameters<typeof tenant.as<T>>[1]) => tenant.as(clerk, work)
const told = async (work: Promise<unknown>) =>
  (await refused(work)).problems.map(({ path, code, params }) => [path, code, params?.commands])
const byAct = [['/shares', 'field.by_command', 'pot.divide']]

describe('lines that only acts write', () => {
  it('come, change and go by no generic write, of the whole or of a line', async () => {
    expect(await told(as((work) => work.records.create('fund.pot', { name: 'A', shares: [{ name: 'x' }] })))).toEqual(byAct)
    const { id } = await as((work) => work.records.create('fund.pot', { name: 'A' }))
    await as((work) => work.run('pot.divide', { id, names: ['x', 'y'] }))
    const read = () => as((work) => work.records.get('fund.pot', id, { parts: true }))
    const before = await read()
    const [line] = before.shares as { id: string }[]
    const lineId = line?.id ?? ''
    for (const shares of [
      [],
      [{ name: 'z' }],
      { add: [{ name: 'z' }] },
      { remove: [lineId] },
      { change: [{ id: lineId, parts: 9 }] },
    ])
      expect(await told(as((work) => work.records.update('fund.pot', id, { shares })))).toEqual(byAct)
    expect(await told(as((work) => work.records.update('fund.share', lineId, { parts: 9 })))).toEqual(byAct)
    expect(await told(as((work) => work.records.create('fund.share', { pot: id, name: 'z' })))).toEqual(byAct)
    expect(await told(as((work) => work.records.remove('fund.share', lineId)))).toEqual(byAct)
    expect(await read()).toEqual(before)
  })
  it('may be sent back as they were shown, and are brought by a migration', async () => {
    const { id } = await as((work) => work.records.create('fund.pot', { name: 'B' }))
    await as((work) => work.run('pot.divide', { id, names: ['x'] }))
    const { shares } = await as((work) => work.records.get('fund.pot', id, { parts: true }))
    const given = (shares as { id: string; name: string }[]).map((line) => ({ id: line.id, name: line.name }))
    expect(await as((work) => work.records.update('fund.pot', id, { name: 'C', shares: given }))).toMatchObject({ name: 'C' })
    const rows = [{ name: 'D', shares: [{ name: 'x' }, { name: 'y' }] }]
    expect(await as((work) => work.records.upsert({ object: 'fund.pot', rows, migrating: true }))).toMatchObject({ created: 1 })
  })
})
