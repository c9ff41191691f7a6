import { randomUUID } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { cp, mkdir, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { installJobs, jobsSchema } from '../jobs/install-jobs.ts'
import type { FileStore } from '../files/file-store.ts'
import { unlockSecret } from '../secrets/lock.ts'
import { opens, WrongSecret } from '../secrets/prove-secret.ts'
import { type BackupManifest, type BackupTable, readBackup, wrappedKeysOf } from './backup-manifest.ts'
import { keptLocal } from '../schema/distributed.ts'
import type { SchemaDescription } from './describe-schema.ts'

interface RestoreOptions {
  readonly databaseUrl: string
  readonly folder: string
  readonly filesFolder?: string
  /** Files of the backup go into this bucket instead. */
  readonly bucket?: FileStore
  /** The secret of the installation that the backup was made on; or the passphrase that opens the one inside. */
  readonly secret?: string | undefined
  readonly passphrase?: string | undefined
  /** Put it in the place of what is there. */
  readonly replace?: boolean
  readonly say?: (message: string) => void
}

const ident = (name: string) => `"${name.replaceAll('"', '""')}"`

export interface Restored {
  readonly manifest: BackupManifest
  /** The secret that opens what is sealed in it; null: nothing is sealed. */
  readonly secret: string | null
}

/** The secret of the backup, proved against the keys in it. Refuses with what to give, before anything is touched. */
const secretOf = async (manifest: BackupManifest, { folder, secret, passphrase }: RestoreOptions): Promise<string | null> => {
  const keys = await wrappedKeysOf(folder, manifest)
  if (keys.length === 0) return secret ?? null
  const inside = manifest.sealed_secret
  const how = `set LIANKE_SECRET to the secret of the installation it was made on (the file "secret" of its data folder)${
    inside ? ', or LIANKE_BACKUP_PASSPHRASE to the passphrase that sealed the secret inside' : ''
  }. Nothing was changed`
  if (passphrase && inside) {
    const opened = unlockSecret(inside, passphrase)
    if (opened && opens(opened, keys)) return opened
    throw new WrongSecret(`LIANKE_BACKUP_PASSPHRASE does not open the secret in this backup: ${how}`)
  }
  if (!secret) throw new WrongSecret(`this backup holds sealed values, and the secret for them is not given: ${how}`)
  if (!opens(secret, keys)) throw new WrongSecret(`this backup was sealed with another secret than the one given: ${how}`)
  return secret
}

/** The schemas that stand in the way, and whether they hold tenants. */
const whatIsThere = async (client: pg.Client) => {
  const { rows } = await client.query<{ name: string }>(
    "select nspname as name from pg_namespace where nspname = 'lianke' or nspname like 't\\_%'",
  )
  const schemas = rows.map(({ name }) => name)
  if (!schemas.includes('lianke')) return { schemas, inUse: false }
  const inUse = await client
    .query<{ any: boolean }>("select to_regclass('lianke.tenant') is not null and exists (select 1 from lianke.tenant) as any")
    .then(({ rows: [row] }) => row?.any ?? false)
    .catch(() => false)
  return { schemas, inUse }
}

/** Puts everything in the place of what is there; the caller commits. */
const putIn = async (client: pg.Client, manifest: BackupManifest, { folder, say = () => undefined }: RestoreOptions) => {
  const tablesIn = (schema: string) => manifest.tables.filter((table) => table.schema === schema)
  for (const name of manifest.extensions) await client.query(`create extension if not exists ${ident(name)} with schema public`)
  for (const schema of manifest.schemas) {
    await makeSchema(client, schema, tablesIn(schema.schema), folder)
    say(`${schema.schema}: ${schema.tables.length} tables`)
  }
  await fillQueue(client, tablesIn(jobsSchema), folder)
  // The analytics store holds what was there before, or nothing: no engine begins until it is made anew from these rows.
  await client.query(
    `create table if not exists lianke.owed_lake (tenant text primary key, reason text not null, since timestamptz not null default now());
       insert into lianke.owed_lake (tenant, reason) select id, 'restored' from lianke.tenant on conflict do nothing`,
  )
}

const restoreDatabase = async (manifest: BackupManifest, options: RestoreOptions): Promise<void> => {
  const client = new pg.Client({
    connectionString: options.databaseUrl,
    application_name: 'lianke-restore',
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  })
  await client.connect()
  try {
    const { schemas, inUse } = await whatIsThere(client)
    if (inUse && !options.replace)
      throw new Error('this database holds tenants already: restore into an empty one, or say --replace')
    await installJobs(options.databaseUrl)
    await client.query('begin')
    await client.query(
      `${keptLocal('transaction')} set local check_function_bodies to off; set local timezone to 'UTC'; set local datestyle to iso; set local synchronous_commit to off`,
    )
    for (const name of schemas) await client.query(`drop schema ${ident(name)} cascade`)
    await putIn(client, manifest, options)
    await client.query('commit')
  } catch (problem) {
    await client.query('rollback').catch(() => undefined) // the connection itself may be what failed
    throw problem
  } finally {
    await client.end()
  }
}

/** Puts a backup into a database, in one transaction: either all of it is there afterwards, or nothing has changed. */
export const restore = async (options: RestoreOptions): Promise<Restored> => {
  const { folder, bucket, filesFolder, say = () => undefined } = options
  const manifest = await readBackup(folder)
  const secret = await secretOf(manifest, options)
  await restoreDatabase(manifest, options)
  const files = join(folder, 'files')
  if (bucket && existsSync(files)) await fillBucket(bucket, files, say)
  else if (filesFolder && existsSync(files)) {
    await mkdir(filesFolder, { recursive: true, mode: 0o700 })
    await cp(files, filesFolder, { recursive: true })
  }
  return { manifest, secret }
}

const fillBucket = async (bucket: FileStore, folder: string, say: (message: string) => void): Promise<void> => {
  const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  for (const entry of found) {
    const path = join(entry.parentPath, entry.name)
    // The store takes a file over: it is given a copy, and the backup stays whole.
    const copy = join(tmpdir(), `lianke-restore-${randomUUID()}`)
    await cp(path, copy)
    await bucket.keep(relative(folder, path).split(sep).join('/'), copy)
  }
  say(`${found.length} files into the bucket`)
}

const makeSchema = async (
  client: pg.Client,
  { schema, owner, before, after }: SchemaDescription,
  tables: readonly BackupTable[],
  folder: string,
) => {
  if (owner) {
    await client.query(`do $$ begin
      if not exists (select 1 from pg_roles where rolname = '${owner}') then create role ${ident(owner)} nologin; end if;
      if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant ${ident(owner)} to %I', current_user); end if; end $$`)
  }
  await client.query(`create schema ${ident(schema)}${owner ? ` authorization ${ident(owner)}` : ''}`)
  await client.query(`${owner ? `set local role ${ident(owner)};` : ''} set local search_path to ${ident(schema)}, public`)
  for (const statement of before) await client.query(statement)
  for (const table of tables) await fill(client, table, folder)
  for (const statement of after) await client.query(statement)
  await client.query('reset role; set local search_path to public')
}

const fill = async (client: pg.Client, { schema, table, columns, rows, file }: BackupTable, folder: string) => {
  if (rows === 0) return
  const stream = client.query(copyFrom(`copy ${ident(schema)}.${ident(table)} (${columns.map(ident).join(', ')}) from stdin`))
  await pipeline(createReadStream(join(folder, file)), createGunzip(), stream)
  if (stream.rowCount !== rows) throw new Error(`${schema}.${table}: ${stream.rowCount} rows arrived of ${rows}`)
}

/** Waiting jobs come back as waiting: whoever held them is gone. */
const fillQueue = async (client: pg.Client, tables: readonly BackupTable[], folder: string) => {
  const order = ['_private_tasks', '_private_job_queues', '_private_jobs']
  await client.query(`truncate ${order.map((table) => `${jobsSchema}.${ident(table)}`).join(', ')} cascade`)
  for (const name of order) for (const table of tables.filter((one) => one.table === name)) await fill(client, table, folder)
  await client.query(`update ${jobsSchema}._private_jobs set locked_at = null, locked_by = null where locked_at is not null;
    update ${jobsSchema}._private_job_queues set locked_at = null, locked_by = null where locked_at is not null`)
  for (const name of order)
    await client.query(
      `select setval(pg_get_serial_sequence('${jobsSchema}.${name}', 'id'), greatest((select coalesce(max(id), 0) from ${jobsSchema}.${name}), 1))`,
    )
}
