import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import type { Database } from '../../db/database.ts'
import { openDatabase } from '../../db/open-database.ts'
import { testUrls } from '../../../testing/index.ts'
import { installHome } from '../install-home.ts'
import { homeMigrations } from '../migrations.ts'

const name = `home_${uuid().replaceAll('-', '').slice(-12)}`
const { databaseUrl } = testUrls()
let database: Database
const admin = async (statement: string) => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
beforeAll(async () => {
  await admin(`create database ${name}`)
  database = openDatabase({ url: Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href, max: 2 })
})
afterAll(async () => {
  await database?.close()
  await admin(`drop database if exists ${name} with (force)`)
})

describe('the upgrade of an installation from before accounts had links and keys had roles', () => {
  it('keeps sign-ins, makes the first one the installation’s administrator, and lets keys with commands go on', async () => {
    await database.home.transaction(async (tx) => {
      await tx.script(`create schema lianke; set local search_path to lianke, public; create extension if not exists pg_trgm with schema public;
        create table lianke.migration (id text primary key, applied_at timestamptz not null default now())`)
      for (const { id, sql } of (await homeMigrations()).filter((migration) => migration.id < '0050')) {
        await tx.script(sql)
        await tx.execute({ text: 'insert into lianke.migration (id) values ($1)', values: [id] })
      }
      await tx.script(`
        insert into login (id, name, email, username, created_at) values
          ('a', '王', 'a@example.com', 'wang', now() - interval '2 days'), ('b', '李', 'b@example.com', null, now());
        insert into api_key (id, tenant, name, hash, hint, scopes) values
          ('${uuid()}', 'main', '命令', '\\x01', '1', '{command:lead.convert,lead.lead}'), ('${uuid()}', 'main', '只读', '\\x02', '2', '{lead.lead:read}')`)
    })
    await installHome(database)
    expect(
      await database.home.query({ text: 'select id, mail, username, installation, must_change from login order by id' }),
    ).toEqual([
      { id: 'a', mail: 'a@example.com', username: 'wang', installation: true, must_change: false },
      { id: 'b', mail: 'b@example.com', username: null, installation: false, must_change: false },
    ])
    const keys = await database.home.query<{ name: string; roles: string[]; acting: Record<string, unknown> | null }>({
      text: 'select name, roles, acting from api_key order by hint',
    })
    expect(keys.map(({ acting }) => acting !== null)).toEqual([true, false])
    expect(keys[0]?.acting).toMatchObject({ '*': { read: 'all', update: 'all' } })
    expect(keys.every(({ roles }) => roles.length === 0)).toBe(true)
  })
})
