import { createWriteStream, existsSync } from 'node:fs'
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { FileStore } from '../files/file-store.ts'
import { jobsSchema } from '../jobs/install-jobs.ts'
import { type BackupManifest, type BackupTable, backupFormat, digestOf } from './backup-manifest.ts'
import { describeSchema, type SchemaDescription } from './describe-schema.ts'
import { lockSecret } from '../secrets/lock.ts'
import { movedColumns } from './moved-transactions.ts'

interface BackupOptions {
  readonly databaseUrl: string
  /** A folder that does not exist yet, or is empty. */
  readonly folder: string
  /** Uploaded files kept on this disk. */
  readonly filesFolder?: string
  /** Uploaded files kept in a bucket: counted, and copied into the backup when `include`. */
  readonly bucket?: { readonly name: string; readonly store: FileStore; readonly include: boolean }
  /** Puts the secret into the backup, sealed by this passphrase. */
  readonly seal?: { readonly secret: string; readonly passphrase: string }
  readonly say?: (message: string) => void
}

const ident = (name: string) => `"${name.replaceAll('"', '""')}"`

interface StoredFile {
  readonly place: string
  readonly size: string
}
/** Files that the records of these tenants know of; one statement per tenant. */
const storedFiles = async (client: pg.Client, tenants: readonly string[]): Promise<StoredFile[]> => {
  const found: StoredFile[] = []
  for (const tenant of tenants)
    found.push(
      ...(
        await client.query<StoredFile>(
          `select place, size::text from ${ident(`t_${tenant}`)}.stored_file where deleted_at is null
            union all select place, bytes::text from ${ident(`t_${tenant}`)}.fact_cold order by place`,
        )
      ).rows,
    )
  return found
}
const copyOut = async (store: FileStore, place: string, folder: string): Promise<void> => {
  const path = join(folder, place)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await pipeline(await store.read(place), createWriteStream(path, { mode: 0o600 }))
}

/** The queue's tables whose rows are kept; everything else of its schema comes from its own migrations. */
const queueTables = async (client: pg.Client): Promise<SchemaDescription['tables']> =>
  (await describeSchema(client, jobsSchema)).tables.filter(({ table }) =>
    ['_private_tasks', '_private_job_queues', '_private_jobs'].includes(table),
  )

/** A backup that is being written. */
interface Writing {
  readonly client: pg.Client
  readonly folder: string
  readonly say: (message: string) => void
}

/** Rows of a schema's tables, each in a file of its own. */
const saveTables = async (
  { client, folder, say }: Writing,
  schema: string,
  kept: SchemaDescription['tables'],
): Promise<BackupTable[]> => {
  const moved = await movedColumns(client, schema, kept)
  await mkdir(join(folder, schema), { mode: 0o700 })
  const saved: BackupTable[] = []
  for (const { table, columns } of kept) {
    const file = `${schema}/${table}.copy.gz`
    const path = join(folder, file)
    const stream = client.query(
      copyTo(`copy (select ${columns.map(moved).join(', ') || 'null'} from ${ident(schema)}.${ident(table)}) to stdout`),
    )
    await pipeline(stream, createGzip({ level: 3 }), createWriteStream(path, { mode: 0o600 }))
    const names = columns.map(({ name }) => name)
    saved.push({ schema, table, columns: names, rows: stream.rowCount, file, sha256: await digestOf(path) })
  }
  say(`${schema}: ${kept.length} tables`)
  return saved
}

/** Every schema with its rows, and the waiting jobs. */
const saveSchemas = async (writing: Writing, tenants: readonly string[]) => {
  const schemas: SchemaDescription[] = []
  const tables: BackupTable[] = []
  for (const schema of ['lianke', ...tenants.map((tenant) => `t_${tenant}`)]) {
    const description = await describeSchema(writing.client, schema)
    schemas.push(description)
    tables.push(...(await saveTables(writing, schema, description.tables)))
  }
  tables.push(...(await saveTables(writing, jobsSchema, await queueTables(writing.client))))
  return { schemas, tables }
}

/** One word a row, of a short list. */
const words = async (client: pg.Client, text: string): Promise<string[]> =>
  (await client.query<{ word: string }>(text)).rows.map(({ word }) => word)

/** All that PostgreSQL holds, as it was at one moment. */
const saveDatabase = async (writing: Writing, { bucket }: BackupOptions) => {
  const { client } = writing
  await client.query('begin isolation level repeatable read read only')
  // With no schema on the path, every name the catalogue prints is whole.
  await client.query(
    "set local search_path to pg_catalog; set local timezone to 'UTC'; set local datestyle to iso; set local extra_float_digits to 1",
  )
  const tenants = await words(client, 'select id as word from lianke.tenant order by id')
  const saved = await saveSchemas(writing, tenants)
  // Where rows lie is the server's affair: a backup of a Citus cluster goes into a PostgreSQL, too.
  const extensions = await words(
    client,
    "select extname as word from pg_extension where extname not in ('plpgsql', 'citus', 'citus_columnar') order by 1",
  )
  const [postgres = ''] = await words(client, "select current_setting('server_version') as word")
  const stored = bucket ? await storedFiles(client, tenants) : []
  await client.query('commit')
  return { postgres, tenants, extensions, ...saved, stored }
}

/** Uploaded files into the backup, from the disk and from the bucket; answers how many. */
const saveFiles = async (
  { folder, say }: Writing,
  { filesFolder, bucket }: BackupOptions,
  stored: readonly StoredFile[],
): Promise<number> => {
  const into = join(folder, 'files')
  let files = 0
  if (filesFolder && existsSync(filesFolder)) {
    await cp(filesFolder, into, { recursive: true })
    files = (await readdir(into, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length
  }
  if (!bucket?.include) return files
  for (const { place } of stored) await copyOut(bucket.store, place, into)
  say(`${stored.length} files of the bucket ${bucket.name}`)
  return files + stored.length
}

const inBucket = ({ bucket }: BackupOptions, stored: readonly StoredFile[]): Pick<BackupManifest, 'bucket'> => {
  if (!bucket) return {}
  const bytes = stored.reduce((sum, { size }) => sum + Number(size), 0)
  return { bucket: { name: bucket.name, files: stored.length, bytes, included: bucket.include } }
}

/**
 * Writes everything that is not made again from something else: all schemas in one snapshot of PostgreSQL (so it may run while people work), the uploaded files.
 * ClickHouse is not in it: restoring makes it anew from PostgreSQL. Nor is the secret, unless it is sealed by a passphrase: keep it elsewhere.
 */
export const backup = async (options: BackupOptions): Promise<BackupManifest> => {
  const { folder, seal, say = () => undefined } = options
  if (existsSync(folder) && (await readdir(folder)).length) throw new Error(`${folder} is not empty: name a new folder`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const client = new pg.Client({
    connectionString: options.databaseUrl,
    application_name: 'lianke-backup',
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  })
  await client.connect()
  try {
    const writing = { client, folder, say }
    const { stored, ...saved } = await saveDatabase(writing, options)
    const manifest: BackupManifest = {
      format: backupFormat,
      made_at: new Date().toISOString(),
      ...saved,
      files: await saveFiles(writing, options, stored),
      ...inBucket(options, stored),
      ...(seal ? { sealed_secret: lockSecret(seal.secret, seal.passphrase) } : {}),
    }
    // Written last: a folder without it is an interrupted backup.
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest), { mode: 0o600 })
    return manifest
  } finally {
    await client.end()
  }
}
