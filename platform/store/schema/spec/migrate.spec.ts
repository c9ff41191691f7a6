import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boolean, decimal, defineModule, type Field, formula, integer, label, longText, rollUp, text } from '@lianke/kernel'
import { define } from '../define.ts'
import { migrateTenant, planTenants } from '../migrate-tenants.ts'
import { openTenants } from './open-tenants.ts'
import { smallModule } from './small-model.ts'

let tenants: Awaited<ReturnType<typeof openTenants>>
beforeAll(async () => {
  tenants = await openTenants()
})
afterAll(() => tenants.close())

const day = '2026-03-01T00:00:00.000Z'
const later = '2026-04-15T00:00:00.000Z'
const name = label('新', 'New')
const release = (fields: Record<string, Field> = {}, more = {}) => ({ modules: [smallModule(fields, more)] })
const columnsOf = async (tenant: string, table = 'small_card') =>
  Object.fromEntries(
    (
      await tenants.database.query<{ name: string; type: string }>(tenant, {
        text: `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
        values: [table],
      })
    ).map((column) => [column.name, column.type]),
  )
const put = (tenant: string, values: Record<string, unknown>) => {
  const names = Object.keys(values)
  return tenants.database.transaction(tenant, (tx) =>
    tx.execute({
      text: `insert into small_card (id, ${names.join(', ')}) values (gen_random_uuid(), ${names.map((_, n) => `$${n + 1}`).join(', ')})`,
      values: Object.values(values),
    }),
  )
}
const statusOf = async (tenant: string) =>
  (
    await tenants.database.home.query<{ status: string; problem: string | null }>({
      text: 'select status, problem from lianke.tenant where id = $1',
      values: [tenant],
    })
  )[0]

describe('a release that changes definitions', () => {
  it('leaves a tenant alone that has everything', async () => {
    const tenant = await tenants.make([smallModule()])
    expect(await migrateTenant(tenants.database, tenant, release(), day)).toMatchObject({ outcome: 'current' })
  })

  it('says what it would do, and does it: columns, indexes, tables, ledgers', async () => {
    const tenant = await tenants.make([smallModule({}, { withoutNote: true })])
    await put(tenant, { name: '张三' })
    const next = {
      modules: [
        {
          ...smallModule({ level: integer(name, { indexed: true }), vip: boolean(name) }),
          migrations: [
            { id: 'small-0001', sql: 'broken' },
            { id: 'small-0002', sql: 'create table small_extra (id int)' },
          ],
        },
      ],
    }
    const planned = (await planTenants(tenants.database, next, day)).find((p) => p.tenant === tenant)?.steps
    expect(planned).toEqual([
      'add column small_card.level',
      'add column small_card.vip',
      expect.stringContaining('add index on small_card (level'),
      'create table small_note',
      'run migration small-0002',
    ])
    expect(await migrateTenant(tenants.database, tenant, next, day)).toMatchObject({ outcome: 'upgraded', steps: planned })
    expect(await columnsOf(tenant)).toMatchObject({ level: 'bigint', vip: 'boolean' })
    expect(await tenants.database.query(tenant, { text: 'select name, level from small_card' })).toEqual([
      { name: '张三', level: null },
    ])
    expect(await migrateTenant(tenants.database, tenant, next, day)).toMatchObject({ outcome: 'current' })
  })

  it('asks for the values of formulas and roll-ups that it adds or changes, where there are records, once', async () => {
    const works = (expression: string) => ({ loud: formula(name, { expression, result: 'text' }) })
    const notes = { notes: rollUp(name, { child: 'small.note', via: 'card', measure: 'count' }) }
    const tenant = await tenants.make([smallModule()])
    const asked = () => tenants.database.query(tenant, { text: 'select object, fields from following order by asked_at, object' })
    expect(await migrateTenant(tenants.database, tenant, release(works('name + "?"')), day)).toMatchObject({
      outcome: 'upgraded',
    })
    expect(await asked()).toEqual([])
    await put(tenant, { name: '张三' })
    await migrateTenant(tenants.database, tenant, release({ ...works('name + "!"'), ...notes }), day)
    await migrateTenant(tenants.database, tenant, release({ ...works('name + "!"'), ...notes }), day)
    expect(await asked()).toEqual([{ object: 'small.card', fields: ['loud', 'notes'] }])
    // The columns are the same, and yet the values are not.
    expect(await migrateTenant(tenants.database, tenant, release({ ...works('name + "."'), ...notes }), day)).toMatchObject({
      outcome: 'current',
    })
    expect(await asked()).toHaveLength(2)
  })

  it('hides what is gone, brings it back with its values, and drops it only after 30 days', async () => {
    const tenant = await tenants.make([smallModule({ level: integer(name) })])
    await put(tenant, { name: 'x', level: 7 })
    await migrateTenant(tenants.database, tenant, release(), day)
    expect(await columnsOf(tenant)).toMatchObject({ _dropped_20260301_level: 'bigint' })
    await migrateTenant(tenants.database, tenant, release({ level: integer(name) }), day)
    expect(await tenants.database.query(tenant, { text: 'select level from small_card' })).toEqual([{ level: 7 }])
    await migrateTenant(tenants.database, tenant, release(), day)
    await migrateTenant(tenants.database, tenant, release({ other: integer(name) }), '2026-03-20T00:00:00.000Z')
    expect(await columnsOf(tenant)).toHaveProperty('_dropped_20260301_level')
    await migrateTenant(tenants.database, tenant, release(), later)
    expect(await columnsOf(tenant)).not.toHaveProperty('_dropped_20260301_level')
  })

  it('hides a table and brings it back', async () => {
    const tenant = await tenants.make([smallModule()])
    await tenants.database.transaction(tenant, (tx) =>
      tx.execute({ text: `insert into small_note (id, text) values (gen_random_uuid(), 'kept')` }),
    )
    await migrateTenant(tenants.database, tenant, release({}, { withoutNote: true }), day)
    await expect(tenants.database.query(tenant, { text: 'select 1 from small_note' })).rejects.toMatchObject({ code: '42P01' })
    await migrateTenant(tenants.database, tenant, release(), day)
    expect(await tenants.database.query(tenant, { text: 'select text from small_note' })).toEqual([{ text: 'kept' }])
  })

  it('changes a type through a shadow, keeps the old values aside, rebuilds the indexes', async () => {
    const tenant = await tenants.make([smallModule({ size: text(name, { indexed: true }) })])
    for (const size of ['1', '2.50', null]) await put(tenant, { name: 'x', size })
    const report = await migrateTenant(tenants.database, tenant, release({ size: decimal(name, { indexed: true }) }), day)
    expect(report).toMatchObject({ outcome: 'upgraded' })
    expect(await tenants.database.query(tenant, { text: 'select size from small_card order by size' })).toEqual([
      { size: '1.00' },
      { size: '2.50' },
      { size: null },
    ])
    expect(await columnsOf(tenant)).toMatchObject({ size: 'numeric(24,2)', _dropped_20260301_size: 'text' })
    const indexes = await tenants.database.query(tenant, {
      text: `select 1 as one from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any(x.indkey::int2[]) where x.indrelid = 'small_card'::regclass and a.attname = 'size'`,
    })
    expect(indexes).toHaveLength(1)
  })

  it('stays on the old version, whole, when a value does not fit, and goes on once it is mended', async () => {
    const tenant = await tenants.make([smallModule({ size: text(name) })])
    await put(tenant, { name: 'x', size: 'large' })
    const next = release({ size: integer(name), more: text(name) })
    expect(await migrateTenant(tenants.database, tenant, next, day)).toMatchObject({
      outcome: 'failed',
      problem: expect.stringContaining('1 values of small_card.size'),
    })
    expect(await statusOf(tenant)).toMatchObject({ status: 'failed' })
    await put(tenant, { name: 'y', size: 'even larger' })
    expect(await tenants.database.query(tenant, { text: 'select size from small_card order by name' })).toEqual([
      { size: 'large' },
      { size: 'even larger' },
    ])
    await tenants.database.transaction(tenant, (tx) => tx.execute({ text: `update small_card set size = '42'` }))
    expect(await migrateTenant(tenants.database, tenant, next, day)).toMatchObject({ outcome: 'upgraded' })
    expect(await statusOf(tenant)).toEqual({ status: 'active', problem: null })
    expect(await tenants.database.query(tenant, { text: 'select size from small_card' })).toEqual([{ size: 42 }, { size: 42 }])
  })

  it('stays whole when a unique key meets doubles', async () => {
    const tenant = await tenants.make([smallModule()])
    await put(tenant, { name: 'x', points: 1 })
    await put(tenant, { name: 'x', points: 1 })
    const next = release({}, { uniqueTogether: [['name', 'points']] })
    expect(await migrateTenant(tenants.database, tenant, next, day)).toMatchObject({ outcome: 'failed' })
    await tenants.database.transaction(tenant, (tx) =>
      tx.execute({ text: `update small_card set deleted_at = now() where id = (select max(id::text)::uuid from small_card)` }),
    )
    expect(await migrateTenant(tenants.database, tenant, next, day)).toMatchObject({ outcome: 'upgraded' })
    await expect(put(tenant, { name: 'x', points: 1 })).rejects.toMatchObject({ code: '23505' })
  })

  it('waits for a table in use and takes the lock when it is free', async () => {
    const tenant = await tenants.make([smallModule()])
    let free: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      free = resolve
    })
    const reader = tenants.database.transaction(tenant, async (tx) => {
      await tx.query({ text: 'select 1 from small_card' })
      await held
    })
    const upgrade = migrateTenant(tenants.database, tenant, release({ note: longText(name) }), day)
    await expect.poll(async () => (await statusOf(tenant))?.status).toBe('upgrading')
    free()
    await reader
    expect(await upgrade).toMatchObject({ outcome: 'upgraded' })
  })

  it('is done once when two processes begin together', async () => {
    const tenant = await tenants.make([smallModule()])
    const next = release({ twin: text(name, { unique: true }) })
    const reports = await Promise.all([
      migrateTenant(tenants.database, tenant, next, day),
      migrateTenant(tenants.database, tenant, next, day),
    ])
    expect(reports.map(({ outcome }) => outcome).sort()).toEqual(['current', 'upgraded'])
  })

  it('does not touch what is not an object', async () => {
    const tenant = await tenants.make([smallModule()])
    await tenants.database.transaction(tenant, (tx) =>
      define(tx, 'create table loose (id int); create index loose_by_hand on small_card (points)'),
    )
    await migrateTenant(
      tenants.database,
      tenant,
      { modules: [smallModule({ z: text(name) }), defineModule({ name: 'empty', label: name })] },
      day,
    )
    expect(
      await tenants.database.query(tenant, {
        text: `select count(*) as count from pg_class where relname in ('loose', 'loose_by_hand', 'small_ledger') and relnamespace = current_schema()::regnamespace`,
      }),
    ).toEqual([{ count: 3 }])
  })
})
