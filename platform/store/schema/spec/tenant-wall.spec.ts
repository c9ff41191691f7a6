import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '@lianke/kernel'
import { buildModel } from '../../../model/model/model.ts'
import { createTenant } from '../create-tenant.ts'
import { openTenants } from './open-tenants.ts'
import { smallModule } from './small-model.ts'

let tenants: Awaited<ReturnType<typeof openTenants>>
let [one, two] = ['', '']
beforeAll(async () => {
  tenants = await openTenants()
  one = await tenants.make([smallModule()])
  two = await tenants.make([smallModule()])
  await tenants.database.transaction(two, (tx) =>
    tx.execute({ text: `insert into small_card (id, name) values (gen_random_uuid(), '秘密')` }),
  )
})
afterAll(() => tenants.close())

describe('the wall between tenants', () => {
  it('lets a tenant work in its own schema', async () => {
    await tenants.database.transaction(one, (tx) =>
      tx.execute({ text: `insert into small_card (id, name) values (gen_random_uuid(), '自己的')` }),
    )
    expect(await tenants.database.query(one, { text: 'select name from small_card' })).toEqual([{ name: '自己的' }])
    expect(await tenants.database.query(two, { text: 'select name from small_card' })).toEqual([{ name: '秘密' }])
  })

  it('gives nothing of another tenant nor of the installation to SQL run as a tenant', async () => {
    const everything = await tenants.database.home.query<{ schema: string; name: string }>({
      text: `select schemaname as schema, tablename as name from pg_tables where schemaname in ('lianke', $1)`,
      values: [`t_${two}`],
    })
    expect(everything.length).toBeGreaterThan(10)
    for (const { schema, name } of everything) {
      for (const statement of [
        `select * from "${schema}"."${name}"`,
        `delete from "${schema}"."${name}"`,
        `drop table "${schema}"."${name}"`,
        `truncate "${schema}"."${name}"`,
      ]) {
        await expect(tenants.database.query(one, { text: statement }), statement).rejects.toMatchObject({ code: '42501' })
      }
    }
  })

  it('keeps a tenant from making things anywhere else', async () => {
    for (const statement of [
      `create table public.mine (id int)`,
      `create table "t_${two}".mine (id int)`,
      `create table lianke.mine (id int)`,
      `create schema more`,
      `create role more`,
      `create function "t_${two}".f() returns int language sql as 'select 1'`,
      `alter role "t_${one}" superuser`,
      `grant "t_${two}" to "t_${one}"`,
      `select pg_read_file('/etc/passwd')`,
      `select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user limit 1`,
      `copy (select 1) to program 'true'`,
    ]) {
      await expect(tenants.database.query(one, { text: statement }), statement).rejects.toMatchObject({ code: '42501' })
    }
  })
})

describe('createTenant', () => {
  it('makes every table, key and ledger, and refuses the same id again without touching anything', async () => {
    const make = () =>
      createTenant(
        tenants.database,
        { id: one, name: 'again', zone: 'UTC', locale: 'en', baseCurrency: 'USD' },
        buildModel([smallModule()]),
      )
    await expect(make()).rejects.toMatchObject({ code: 'tenant.exists', status: 409 })
    const tables = await tenants.database.query<{ name: string }>(one, {
      text: 'select tablename as name from pg_tables where schemaname = current_schema() order by 1',
    })
    const names = tables.map(({ name }) => name)
    for (const name of [
      'small_card',
      'small_note',
      'small_ledger',
      'record_source',
      'record_grant',
      'sharing_rule',
      'custom_field',
      'auto_number',
      'fact',
      'setting',
    ])
      expect(names).toContain(name)
    expect(
      await tenants.database.home.query({ text: 'select name, zone, status from lianke.tenant where id = $1', values: [one] }),
    ).toEqual([{ name: one, zone: 'Asia/Shanghai', status: 'active' }])
  })

  it('refuses an id that is no name', async () => {
    for (const id of ['', 'A', '1a', 'a-b', 'a b', `a${'b'.repeat(31)}`, 'x"; drop']) {
      const made = createTenant(
        tenants.database,
        { id, name: 'x', zone: 'UTC', locale: 'en', baseCurrency: 'USD' },
        buildModel([smallModule()]),
      )
      await expect(made).rejects.toBeInstanceOf(Refusal)
    }
  })

  it('holds a unique key among records that are not deleted only', async () => {
    const insert = (deleted: string) =>
      tenants.database.transaction(one, (tx) =>
        tx.execute({
          text: `insert into small_card (id, name, code, deleted_at) values (gen_random_uuid(), 'x', 'K1', ${deleted})`,
        }),
      )
    await insert('now()')
    await insert('null')
    await insert('now()')
    await expect(insert('null')).rejects.toMatchObject({ code: '23505' })
  })
})
