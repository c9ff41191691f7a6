import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Field, fieldTypeNames, integer, label, option, reference, select, text } from '@lianke/kernel'
import { buildModel } from '../../../model/model/model.ts'
import { loadCustomisation } from '../customisation.ts'
import {
  addCustomField,
  addCustomObject,
  archiveCustomField,
  archiveCustomObject,
  changeCustomField,
  restoreCustomField,
  restoreCustomObject,
} from '../customise.ts'
import { migrateTenant } from '../migrate-tenants.ts'
import { openTenants } from './open-tenants.ts'
import { smallModule } from './small-model.ts'

let tenants: Awaited<ReturnType<typeof openTenants>>
let tenant = ''
beforeAll(async () => {
  tenants = await openTenants()
})
beforeEach(async () => {
  tenant = await tenants.make([smallModule()])
})
afterAll(() => tenants.close())

const name = label('级别', 'Level')
const load = () => loadCustomisation(tenants.database, tenant)
const model = async () => buildModel([smallModule()], await load())
const row = async (text_: string) => (await tenants.database.query(tenant, { text: text_ }))[0]
const indexesOf = (column: string) =>
  row(`select count(*) as count from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any(x.indkey::int2[])
  where x.indrelid = 'small_card'::regclass and a.attname = '${column}'`)
const visit = {
  name: 'custom.c_visit',
  label: label('拜访', 'Visit'),
  title: 'c_name',
  fields: { c_name: text(label('主题', 'Subject'), { required: true }), c_card: reference(label('卡', 'Card'), 'small.card') },
} as never

describe('a field made on screen', () => {
  it('is in the model with its column and index, and every process hears of it', async () => {
    const heard: string[] = []
    const stop = await tenants.database.listen('lianke_model', (payload) => heard.push(payload))
    await addCustomField(tenants.database, tenant, {
      on: 'small.card',
      name: 'c_level',
      field: integer(name, { indexed: true, unique: true }),
    })
    await expect.poll(() => heard.includes(tenant)).toBe(true)
    await stop()
    const made = await model()
    expect(made.version).toBe(1)
    expect(made.objects.get('small.card')?.fields.get('c_level')).toEqual({
      type: 'integer',
      label: name,
      options: { indexed: true, unique: true },
    })
    expect(await indexesOf('c_level')).toEqual({ count: 2 })
    expect(await row('select c_level from small_card')).toBeUndefined()
  })

  it('may be of every type', async () => {
    const options: Record<string, object> = {
      select: { options: [option('a', '甲', 'A')] },
      multi_select: { options: [option('a', '甲', 'A')] },
      reference: { to: 'small.card' },
      multi_reference: { to: 'small.card' },
      formula: { expression: 'points * 2', result: 'decimal' },
      roll_up: { child: 'small.note', via: 'card', measure: 'count' },
      auto_number: { pattern: 'K-{n:4}' },
    }
    for (const type of fieldTypeNames) {
      await addCustomField(tenants.database, tenant, {
        on: 'small.card',
        name: `c_${type}`,
        field: { type, label: name, options: { indexed: true, ...options[type] } } as Field,
      })
    }
    expect((await model()).objects.get('small.card')?.fields.size).toBe(7 + fieldTypeNames.length)
    expect(await migrateTenant(tenants.database, tenant, { modules: [smallModule()] })).toMatchObject({ steps: [] })
  })

  it('is refused with a reason when its name, type, options or target are wrong, and leaves nothing', async () => {
    const add = (field: unknown, on = 'small.card', called = 'c_x') =>
      addCustomField(tenants.database, tenant, { on, name: called, field: field as Field })
    for (const called of ['level', 'c_', 'c_X', 'c_a b', 'c_x"; drop table small_card; --', `c_${'x'.repeat(41)}`])
      await expect(add(text(name), 'small.card', called)).rejects.toMatchObject({ code: 'custom.bad_name' })
    for (const on of ['small.nothing', 'small.card"; --', 'record.source', 'small.ledger'])
      await expect(add(text(name), on)).rejects.toMatchObject({ code: 'custom.object_unknown' })
    await expect(add(reference(name, 'small.nothing'))).rejects.toMatchObject({ code: 'custom.object_unknown' })
    const wrong = [
      { type: 'blob', label: name, options: {} },
      { type: 'text', label: { zh: '只有中文' }, options: {} },
      { type: 'text', label: name, options: { color: 'red' } },
      { type: 'select', label: name, options: { options: [] } },
      { type: 'select', label: name, options: { options: [option('a', '甲', 'A'), option('a', '乙', 'B')] } },
      { type: 'text', label: name, options: { pattern: '(' } },
      { type: 'decimal', label: name, options: { scale: 20 } },
      { type: 'auto_number', label: name, options: { pattern: 'K' } },
      null,
    ]
    for (const field of wrong)
      await expect(add(field), JSON.stringify(field)).rejects.toMatchObject({ code: 'custom.bad_definition' })
    expect(await load()).toMatchObject({ version: 0, fields: [] })
    expect(
      await row(`select count(*) as count from pg_attribute where attrelid = 'small_card'::regclass and attname like 'c\\_%'`),
    ).toEqual({ count: 0 })
  })

  it('is made once when two add it together', async () => {
    const add = () => addCustomField(tenants.database, tenant, { on: 'small.card', name: 'c_level', field: integer(name) })
    const answers = await Promise.allSettled([add(), add()])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(answers.find((a) => a.status === 'rejected')).toMatchObject({ reason: { code: 'custom.exists', status: 409 } })
  })

  it('takes the place of a column that a broken-off addition left behind', async () => {
    await tenants.database.transaction(tenant, (tx) => tx.script('alter table small_card add column c_level text'))
    await addCustomField(tenants.database, tenant, { on: 'small.card', name: 'c_level', field: integer(name) })
    expect(
      await row(
        `select format_type(atttypid, -1) as type from pg_attribute where attrelid = 'small_card'::regclass and attname = 'c_level'`,
      ),
    ).toEqual({ type: 'bigint' })
  })

  it('is archived with its values, survives a release, and comes back', async () => {
    await addCustomField(tenants.database, tenant, { on: 'small.card', name: 'c_level', field: integer(name) })
    await tenants.database.transaction(tenant, (tx) =>
      tx.execute({ text: `insert into small_card (id, name, c_level) values (gen_random_uuid(), 'x', 7)` }),
    )
    await archiveCustomField(tenants.database, tenant, 'small.card', 'c_level')
    expect((await model()).objects.get('small.card')?.fields.has('c_level')).toBe(false)
    await migrateTenant(tenants.database, tenant, { modules: [smallModule({ more: text(name) })] }, '2030-01-01T00:00:00.000Z')
    await restoreCustomField(tenants.database, tenant, 'small.card', 'c_level')
    expect(await row('select c_level from small_card')).toEqual({ c_level: 7 })
  })

  it('changes its words and choices, never its nature', async () => {
    const field = (options: readonly ReturnType<typeof option>[]) => select(name, { options }) as unknown as Field
    await addCustomField(tenants.database, tenant, { on: 'small.card', name: 'c_kind', field: field([option('a', '甲', 'A')]) })
    const change = (next: Field) => changeCustomField(tenants.database, tenant, { on: 'small.card', name: 'c_kind', field: next })
    await change({
      ...field([option('a', '一', 'One'), option('b', '二', 'Two')]),
      options: { ...field([option('a', '一', 'One'), option('b', '二', 'Two')]).options, indexed: true },
    })
    expect(await indexesOf('c_kind')).toEqual({ count: 1 })
    await expect(change(field([option('b', '二', 'Two')]))).rejects.toMatchObject({
      code: 'custom.option_removed',
      params: { options: 'a' },
    })
    await expect(change(text(name) as unknown as Field)).rejects.toMatchObject({ code: 'custom.fixed_nature' })
    expect((await load()).version).toBe(2)
  })
})

describe('an object made on screen', () => {
  it('has a table, takes more fields, and stands in the model like any other', async () => {
    await addCustomObject(tenants.database, tenant, visit)
    await addCustomField(tenants.database, tenant, { on: 'custom.c_visit', name: 'c_score', field: integer(name) })
    const object = (await model()).objects.get('custom.c_visit')
    expect([...(object?.fields.keys() ?? [])]).toEqual(['c_name', 'c_card', 'c_score'])
    expect((await model()).objects.get('small.card')?.children).toContainEqual({ object: 'custom.c_visit', via: 'c_card' })
    await tenants.database.transaction(tenant, (tx) =>
      tx.execute({ text: `insert into custom_c_visit (id, c_name, c_score) values (gen_random_uuid(), '首次', 5)` }),
    )
    expect(await migrateTenant(tenants.database, tenant, { modules: [smallModule()] })).toMatchObject({ steps: [] })
  })

  it('is archived with its records unless others point to it', async () => {
    await addCustomObject(tenants.database, tenant, visit)
    await addCustomField(tenants.database, tenant, {
      on: 'small.note',
      name: 'c_visit',
      field: reference(name, 'custom.c_visit') as unknown as Field,
    })
    await expect(archiveCustomObject(tenants.database, tenant, 'custom.c_visit')).rejects.toMatchObject({
      code: 'custom.pointed_at',
      params: { name: 'small.note.c_visit' },
    })
    await archiveCustomField(tenants.database, tenant, 'small.note', 'c_visit')
    await archiveCustomObject(tenants.database, tenant, 'custom.c_visit')
    expect((await model()).objects.has('custom.c_visit')).toBe(false)
    await expect(restoreCustomField(tenants.database, tenant, 'small.note', 'c_visit')).rejects.toMatchObject({
      code: 'custom.object_unknown',
    })
    await restoreCustomObject(tenants.database, tenant, 'custom.c_visit')
    await restoreCustomField(tenants.database, tenant, 'small.note', 'c_visit')
    expect((await model()).objects.has('custom.c_visit')).toBe(true)
  })

  it('is refused without a name of its own kind, without a title, as somebody’s who is no person, and twice', async () => {
    const base = visit as unknown as Record<string, unknown>
    await expect(addCustomObject(tenants.database, tenant, { ...base, name: 'small.c_visit' } as never)).rejects.toMatchObject({
      code: 'custom.bad_name',
    })
    await expect(addCustomObject(tenants.database, tenant, { ...base, title: 'c_card' } as never)).rejects.toMatchObject({
      code: 'custom.bad_definition',
    })
    // Whose record it is, is said by a reference to a person.
    for (const person of ['c_card', 'c_gone'])
      await expect(addCustomObject(tenants.database, tenant, { ...base, person } as never)).rejects.toMatchObject({
        code: 'custom.bad_definition',
      })
    await addCustomObject(tenants.database, tenant, visit)
    await expect(addCustomObject(tenants.database, tenant, visit)).rejects.toMatchObject({ code: 'custom.exists' })
  })
})
