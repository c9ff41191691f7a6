import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defineModule, defineObject, label, type UnitOfWork, text as textField } from '@lianke/kernel'
import { enqueue, installJobs, listJobs } from '../jobs/index.ts'
import { buildModel } from '../../model/model/model.ts'
import { openPlatform } from '../../open-platform.ts'
import type { Platform } from '../../platform.ts'
import { createTenant, installHome } from '../schema/index.ts'
import { openDatabase } from '../db/open-database.ts'
import { localStore } from '../files/file-store.ts'
import { owedAnalyticsStores } from '../analytics/index.ts'
import { readFacts } from '../facts/index.ts'
import { testUrls, tinyShop } from '../../testing/index.ts'
import { backup, restore } from './index.ts'

const note = defineModule({
  name: 'note',
  label: label('便签', 'Notes'),
  objects: [
    defineObject({
      name: 'note.note',
      label: label('便签', 'Note'),
      title: 'title',
      fields: { title: textField(label('标题', 'Title'), { required: true, unique: true }) },
    }),
  ],
})
const modules = [...tinyShop, note]
const secret = 'a secret for tests only'
const tenant = `b${randomBytes(5).toString('hex')}`
const folder = mkdtempSync(join(tmpdir(), 'lianke-backup-'))
const files = mkdtempSync(join(tmpdir(), 'lianke-files-'))
const names = { from: `bk_${tenant}`, to: `rs_${tenant}` }
const urlOf = (name: string) => Object.assign(new URL(testUrls().databaseUrl), { pathname: `/${name}` }).href
const opened: Platform[] = []
const open = async (name: string) => {
  const platform = await openPlatform({
    databaseUrl: urlOf(name),
    clickhouseUrl: testUrls().clickhouseUrl,
    secret,
    modules,
    connectionsMax: 4,
  })
  opened.push(platform)
  return platform
}
const server = async (sql: string) => {
  const client = new pg.Client({ connectionString: testUrls().databaseUrl })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
const system = { kind: 'system', id: 'test' } as const
const titles = (platform: Platform) =>
  platform.work(tenant, system, async (work: UnitOfWork) =>
    (await work.records.list('note.note', { sort: ['title'], limit: 200 })).data.map(({ title }) => title as string),
  )
const readerOf = (platform: Platform) => async () => {
  const seen: string[] = []
  let more = true
  while (more)
    more = (
      await readFacts(
        platform.database,
        tenant,
        { reader: 'spec', names: ['note.*'], from: 'beginning' },
        async (_tx, facts) => void seen.push(...facts.map((fact) => String((fact.after as { title?: string } | null)?.title))),
      )
    ).more
  return seen
}
let source: Platform

beforeAll(async () => {
  for (const name of Object.values(names)) await server(`create database ${name}`)
  const database = openDatabase({ url: urlOf(names.from), max: 2 })
  await installHome(database)
  await installJobs(urlOf(names.from))
  await createTenant(
    database,
    { id: tenant, name: 'Backup', zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY' },
    buildModel(modules),
  )
  await database.close()
  source = await open(names.from)
  await source.secrets.encrypt(tenant, 'something sealed')
  for (const title of ['one', '二', "it's a \\ three"])
    await source.work(tenant, system, (work) => work.records.create('note.note', { title }))
  expect(await readerOf(source)()).toEqual(['one', '二', "it's a \\ three"])
  await source.work(tenant, system, (work) => work.records.create('note.note', { title: 'unread' }))
  await source.database.home.transaction((tx) => enqueue(tx, tenant, 'note.count', { n: 1 }))
  writeFileSync(join(files, 'a.txt'), 'kept')
})
afterAll(async () => {
  for (const platform of opened) await platform.close()
  for (const name of Object.values(names)) await server(`drop database if exists ${name} with (force)`)
  for (const path of [folder, files]) rmSync(path, { recursive: true, force: true })
})

describe('backup and restore', () => {
  it('keep one moment although people go on writing', async () => {
    const manifestMade = backup({ databaseUrl: urlOf(names.from), folder: join(folder, 'b'), filesFolder: files })
    const writing = (async () => {
      for (let n = 0; n < 20; n += 1)
        await source.work(tenant, system, async (work) => void (await work.records.create('note.note', { title: `while ${n}` })))
    })()
    const [manifest] = await Promise.all([manifestMade, writing])
    const rowsOf = (table: string) => manifest.tables.find((one) => one.schema === `t_${tenant}` && one.table === table)?.rows
    const facts = manifest.tables
      .filter((one) => one.schema === `t_${tenant}` && /^fact_(default|\d|p|y)/.test(one.table))
      .reduce((sum, one) => sum + one.rows, 0)
    expect(facts).toBe(rowsOf('note_note')) // every record with its fact, none without
  })

  it('refuse a database that is in use, and a damaged backup', async () => {
    await expect(restore({ databaseUrl: urlOf(names.from), folder: join(folder, 'b'), secret })).rejects.toThrow(
      'holds tenants already',
    )
    await backup({ databaseUrl: urlOf(names.from), folder: join(folder, 'damaged') })
    const path = join(folder, 'damaged', `t_${tenant}`, 'note_note.copy.gz')
    writeFileSync(path, readFileSync(path).subarray(0, -3))
    await expect(restore({ databaseUrl: urlOf(names.to), folder: join(folder, 'damaged'), secret })).rejects.toThrow('damaged')
    await expect(backup({ databaseUrl: urlOf(names.from), folder: join(folder, 'b') })).rejects.toThrow('not empty')
  })

  it('refuse without the secret of the installation, and with another one, before anything is touched', async () => {
    const given = { databaseUrl: urlOf(names.to), folder: join(folder, 'b'), filesFolder: files }
    const untouched = async () => {
      const client = new pg.Client({ connectionString: urlOf(names.to) })
      await client.connect()
      const { rows } = await client.query(
        "select nspname from pg_namespace where nspname like 't\\_%' or nspname in ('lianke', 'lianke_jobs')",
      )
      await client.end()
      return rows
    }
    const how = 'set LIANKE_SECRET to the secret of the installation it was made on'
    await expect(restore(given)).rejects.toThrow(how)
    await expect(restore({ ...given, secret: 'another secret of this size' })).rejects.toThrow('sealed with another secret')
    await expect(restore({ ...given, passphrase: 'no secret lies inside' })).rejects.toThrow(how)
    expect(await untouched()).toEqual([])
  })

  it('carry the secret sealed by a passphrase when they are told to, and only that passphrase opens it', async () => {
    const passphrase = 'correct horse battery'
    const sealed = join(folder, 'sealed')
    await backup({ databaseUrl: urlOf(names.from), folder: sealed, seal: { secret, passphrase } })
    expect(readFileSync(join(sealed, 'manifest.json'), 'utf8')).not.toContain(secret)
    const given = { databaseUrl: urlOf(names.to), folder: sealed }
    await expect(restore({ ...given, passphrase: 'correct horse batterx' })).rejects.toThrow(
      'LIANKE_BACKUP_PASSPHRASE does not open',
    )
    await expect(restore(given)).rejects.toThrow('or LIANKE_BACKUP_PASSPHRASE')
    expect((await restore({ ...given, passphrase })).secret).toBe(secret)
    await server(`drop database ${names.to} with (force)`)
    await server(`create database ${names.to}`)
  })

  it('say how many files of a bucket are not in them, and take them in and out when told to', async () => {
    const place = `${tenant}/ab/01900000-0000-7000-8000-0000000000ab`
    await source.database.query(tenant, {
      text: `insert into stored_file (id, name, type, size, sha256, place) values ('01900000-0000-7000-8000-0000000000ab', 'a', 'text/plain', 6, '', $1)`,
      values: [place],
    })
    const bucketFolder = mkdtempSync(join(tmpdir(), 'lianke-bucket-'))
    const store = localStore(bucketFolder)
    writeFileSync(join(bucketFolder, 'up'), 'bucket')
    await store.keep(place, join(bucketFolder, 'up'))
    const bucket = { name: 'crm-files', store, include: false }
    const without = await backup({ databaseUrl: urlOf(names.from), folder: join(folder, 'without'), bucket })
    expect(without).toMatchObject({ files: 0, bucket: { name: 'crm-files', files: 1, bytes: 6, included: false } })
    const withFiles = await backup({
      databaseUrl: urlOf(names.from),
      folder: join(folder, 'with'),
      bucket: { ...bucket, include: true },
    })
    expect(withFiles).toMatchObject({ files: 1, bucket: { files: 1, included: true } })
    await store.remove(place)
    await restore({ databaseUrl: urlOf(names.to), folder: join(folder, 'with'), secret, bucket: store })
    expect(await text(await store.read(place))).toBe('bucket')
    await server(`drop database ${names.to} with (force)`)
    await server(`create database ${names.to}`)
    await source.database.query(tenant, { text: 'delete from stored_file' })
    rmSync(bucketFolder, { recursive: true })
  })

  it('bring back records, jobs and files, and readers that go on where they stood', async () => {
    rmSync(join(files, 'a.txt'))
    const { manifest } = await restore({ databaseUrl: urlOf(names.to), folder: join(folder, 'b'), filesFolder: files, secret })
    const kept = manifest.tables.find((one) => one.table === 'note_note')?.rows as number
    const restored = await open(names.to)
    // No engine may conclude from the analytics store before it has been made anew.
    expect(await owedAnalyticsStores(restored.database)).toEqual([{ tenant, reason: 'restored' }])
    await restored.secrets.encrypt(tenant, 'opens with the same secret')
    const all = await titles(restored)
    expect(all).toHaveLength(kept)
    expect(all).toContain("it's a \\ three")
    expect(readFileSync(join(files, 'a.txt'), 'utf8')).toBe('kept')
    expect(await listJobs(restored.database, tenant)).toMatchObject([{ job: 'note.count', status: 'waiting' }])
    const read = await readerOf(restored)()
    expect(read).not.toContain('one')
    expect(read[0]).toBe('unread')
    expect(read).toHaveLength(kept - 3)
    await restored.work(tenant, system, (work) => work.records.create('note.note', { title: 'after' }))
    expect(await readerOf(restored)()).toEqual(['after'])
    await expect(
      restored.work(tenant, system, (work) => work.records.create('note.note', { title: 'one' })),
    ).rejects.toMatchObject({ status: 409 })
  })

  it('make tables equal to those of a fresh installation', async () => {
    const shape = async (name: string) => {
      const client = new pg.Client({ connectionString: urlOf(name) })
      await client.connect()
      try {
        const columns = await client.query(
          `select table_schema, table_name, column_name, data_type, is_nullable, column_default, generation_expression from information_schema.columns where table_schema in ('lianke', $1) order by 1, 2, ordinal_position`,
          [`t_${tenant}`],
        )
        const indexes = await client.query(
          "select schemaname, indexdef from pg_indexes where schemaname in ('lianke', $1) order by 1, 2",
          [`t_${tenant}`],
        )
        const owners = await client.query('select tablename, tableowner from pg_tables where schemaname = $1 order by 1', [
          `t_${tenant}`,
        ])
        return { columns: columns.rows, indexes: indexes.rows, owners: owners.rows }
      } finally {
        await client.end()
      }
    }
    expect(await shape(names.to)).toEqual(await shape(names.from))
  })
})
