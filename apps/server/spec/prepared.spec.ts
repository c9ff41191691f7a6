import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identityReader } from '@lianke/kernel'
import { copyToAnalytics, openPlatform, type Platform, WrongSecret } from '@lianke/platform'
import { openLog } from '@lianke/platform/log'
import { type Config, readConfig, startAnalytics } from '@lianke/platform/runtime'
import { testUrls } from '@lianke/platform/testing'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../definitions.ts'
import { run as backupCommand } from '../commands/backup.ts'
import { run as restoreCommand } from '../commands/restore.ts'
import { firstTenant } from '../first-tenant.ts'
import { prepare } from '../prepare.ts'
import { preparedBefore } from '../prepared-before.ts'
import { untilPrepared } from '../until-prepared.ts'

const mark = randomBytes(4).toString('hex')
const names = { old: `pr_old_${mark}`, fresh: `pr_new_${mark}` }
const folder = mkdtempSync(join(tmpdir(), 'lianke-prepared-'))
const said: string[] = []
const log = openLog({ name: 'spec', level: 'warn', destination: { write: (line) => void said.push(line) } })
const say = (line: string) => void said.push(line)
const urlOf = (name: string) => Object.assign(new URL(testUrls().databaseUrl), { pathname: `/${name}` }).href
const oldSecret = 'the secret of the old machine'
let analyticsStores: Awaited<ReturnType<typeof startAnalytics>>[] = []

const server = async (sql: string) => {
  const client = new pg.Client({ connectionString: testUrls().databaseUrl })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
/** A machine of its own: data folder, database, analytics store. */
const machine = (name: 'old' | 'fresh', clickhouseUrl: string, env: Record<string, string> = {}): Config =>
  readConfig(
    {
      LIANKE_DATA: join(folder, name),
      DATABASE_URL: urlOf(names[name]),
      CLICKHOUSE_URL: clickhouseUrl,
      LIANKE_DEMO: 'off',
      ...env,
    },
    { makeSecret: false },
  )
let old: Config
let fresh: (env?: Record<string, string>) => Config
const opened: Platform[] = []
const open = async (config: Config) => {
  const { databaseUrl, clickhouseUrl } = config
  const platform = await openPlatform({
    databaseUrl: databaseUrl as string,
    clickhouseUrl: clickhouseUrl as string,
    secret: config.secret,
    modules: definitions,
    connectionsMax: 4,
  })
  opened.push(platform)
  return platform
}
const events = async (platform: Platform) =>
  (await platform.analytics.query(firstTenant, 'select fact from event where tenant_id = {tenant:String}')).length
const waits = (config: Config, role: string) => untilPrepared(config, { names: [role], log, waitMs: 200 })

beforeAll(async () => {
  for (const name of Object.values(names)) await server(`create database ${name}`)
  analyticsStores = await Promise.all(
    ['one', 'two'].map((name) => startAnalytics({ directory: join(folder, name), memoryMb: 1500 })),
  )
  old = machine('old', analyticsStores[0]?.url ?? '', { LIANKE_SECRET: oldSecret })
  fresh = (env = {}) => machine('fresh', analyticsStores[1]?.url ?? '', env)
})
afterAll(async () => {
  for (const platform of opened) await platform.close()
  for (const analytics of analyticsStores) await analytics.stop()
  for (const name of Object.values(names)) await server(`drop database if exists ${name} with (force)`)
  rmSync(folder, { recursive: true, force: true })
})

describe('a process of roles', () => {
  it('refuses an empty database with what to do, and listens on nothing', async () => {
    await expect(waits(old, 'http')).rejects.toThrow('the database is empty. Run `lianke prepare` once')
    expect(said.join('\n')).toContain('the database is not ready for this release')
  })

  it('goes on as soon as somebody has prepared it, on whatever machine, one at a time', async () => {
    const waiting = untilPrepared(old, { names: ['http'], log, waitMs: 60_000 })
    await Promise.all([prepare(old, say, () => undefined), prepare(old, say, () => undefined)])
    await waiting
    await waits(old, 'engine')
  })

  it('refuses a secret that is not the one of the database, as preparing does', async () => {
    const stranger = { ...old, secret: 'the secret of a new machine' }
    await expect(waits(stranger, 'http')).rejects.toThrow(WrongSecret)
    await expect(prepare(stranger, say, () => undefined)).rejects.toThrow('sealed with another secret: start with LIANKE_SECRET')
  })

  it('that concludes waits for an analytics store that is owed, and one that only serves does not', async () => {
    const platform = await open(old)
    await platform.database.home.query({
      text: `insert into lianke.owed_lake (tenant, reason) values ('${firstTenant}', 'restored')`,
    })
    await waits(old, 'http')
    await expect(waits(old, 'engine')).rejects.toThrow('the analytics store of main has to be made anew (restored)')
    await prepare(old, say, () => undefined)
    await waits(old, 'engine')
  })

  it('finds nothing to prepare at a second start, and does what is left by itself', async () => {
    const platform = await open(old)
    expect(await preparedBefore(old, say)).toEqual({ lines: [expect.stringMatching(/^Set up .*\{url\}/)] })
    await platform.analytics.command('drop table event')
    await preparedBefore(old, say)
    expect(await events(platform)).toBeGreaterThanOrEqual(0)
    await expect(preparedBefore({ ...old, secret: 'the secret of a new machine' }, say)).rejects.toThrow(WrongSecret)
  })

  it('leaves an older release, an upgrade that failed and a company that is not there to preparing', async () => {
    const platform = await open(old)
    const set = (change: string) => platform.database.home.query({ text: `update lianke.tenant set ${change}` })
    await set(`status = 'failed'`)
    expect(await preparedBefore(old, say)).toBeNull()
    await set(`status = 'closed'`)
    expect(await preparedBefore(old, say)).toBeNull()
    await set(`status = 'active'`)
    expect(await preparedBefore(old, say)).not.toBeNull()
  })

  it('refuses a database of an older release', async () => {
    const platform = await open(old)
    await platform.database.home.query({ text: `update lianke.tenant set schema_version = 'before'` })
    await expect(waits(old, 'http')).rejects.toThrow('tenant main is of an older release')
    expect(await preparedBefore(old, say)).toBeNull()
    // As it lay in tenants of before: the profile engine's table, and its reader that now stands still.
    await platform.database.transaction(firstTenant, async (tx) => {
      await tx.script(`create table profile_trait (person uuid not null);
        insert into fact_cursor (reader, shard, shards, from_snapshot, to_snapshot) values ('profile', 0, 1, '1:1:', '1:1:');
        delete from schema_migration where id = '0060-no-profile'; insert into schema_migration (id) values ('profile-0001-trait')`)
    })
    await prepare(old, say, () => undefined)
    await waits(old, 'http')
    expect(
      await platform.database.query(firstTenant, {
        text: `select to_regclass('profile_trait') as profile, (select count(*)::int from fact_cursor where reader = 'profile') as cursors`,
      }),
    ).toEqual([{ profile: null, cursors: 0 }])
  })
})

describe('restoring on a new machine', () => {
  const command = (config: Config, words: readonly string[]) => ({ config, words, options: {} })
  const place = join(folder, 'backup')

  it('refuses without the old secret, leaves the machine as it was, and makes no new secret in silence', async () => {
    const platform = await open(old)
    await platform.work(firstTenant, { kind: 'system', id: 'test' }, async (work) => {
      await work.records.create('customer.person', { name: '林小满' })
      await work.emit({ name: 'web.viewed', payload: {} }).catch(() => undefined)
    })
    await platform.secrets.encrypt(firstTenant, 'sealed')
    await backupCommand(command({ ...old, backupPassphrase: 'a passphrase of some length' }, [place]))
    await expect(restoreCommand(command(fresh(), [place]))).rejects.toThrow('the secret for them is not given')
    await expect(restoreCommand(command(fresh({ LIANKE_SECRET: 'not the one of the old' }), [place]))).rejects.toThrow(
      'another secret than the one given',
    )
    expect(existsSync(join(folder, 'fresh', 'secret'))).toBe(false)
    const client = new pg.Client({ connectionString: urlOf(names.fresh) })
    await client.connect()
    expect((await client.query("select 1 from pg_namespace where nspname = 'lianke'")).rows).toEqual([])
    await client.end()
  })

  it('takes the secret out of the backup by its passphrase, keeps it, and leaves an analytics store that says what the ledger says', async () => {
    await restoreCommand(command(fresh({ LIANKE_BACKUP_PASSPHRASE: 'a passphrase of some length' }), [place]))
    expect(readFileSync(join(folder, 'fresh', 'secret'), 'utf8')).toBe(oldSecret)
    const platform = await open(fresh())
    const [facts] = await platform.database.query<{ n: number }>(firstTenant, { text: 'select count(*)::int as n from fact' })
    expect(facts?.n).toBeGreaterThan(0)
    expect(await events(platform)).toBe(facts?.n)
    const people = await platform.analytics.query(
      firstTenant,
      'select name from customer_person final where tenant_id = {tenant:String}',
    )
    expect(people).toEqual([{ name: '林小满' }])
    await waits(fresh(), 'engine')
  })

  it('a lost analytics store is noticed at the next start and made anew before engines begin', async () => {
    const platform = await open(fresh())
    const model = await platform.model(firstTenant)
    const { database, analytics } = platform
    await database.query(firstTenant, { text: `delete from fact_cursor where reader = '${identityReader}'` })
    for (let more = true; more; )
      more = (await copyToAnalytics({ database, analytics, model, tenant: firstTenant, identified: false })).more
    const before = await events(platform)
    await analytics.command('truncate table event')
    await analytics.command('truncate table customer_person')
    await prepare(fresh(), say, () => undefined)
    expect(said.join('\n')).toContain('making the analytics store of main anew (lost)')
    expect(await events(platform)).toBe(before)
  })
})
