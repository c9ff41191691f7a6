import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip, gunzipSync } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { FileStore } from '../files/file-store.ts'
import { jobsSchema } from '../jobs/install-jobs.ts'
import { describeSchema, type SchemaDescription } from './describe-schema.ts'
import { lockSecret } from '../secrets/lock.ts'
import type { WrappedKey } from '../secrets/prove-secret.ts'
import { movedColumns } from './moved-transactions.ts'

const backupFormat = 1
export interface BackupTable {
  readonly schema: string
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: number
  readonly file: string
  readonly sha256: string
}
export interface BackupManifest {
  readonly format: number
  readonly made_at: string
  readonly postgres: string
  readonly tenants: readonly string[]
  readonly extensions: readonly string[]
  readonly schemas: readonly SchemaDescription[]
  readonly tables: readonly BackupTable[]
  readonly files: number
  /** Files that lie in a bucket: counted by the records about them. */
  readonly bucket?: { readonly name: string; readonly files: number; readonly bytes: number; readonly included: boolean }
  /** LIANKE_SECRET under a passphrase. */
  readonly sealed_secret?: string
}
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

/** SHA-256 of a file. */
export const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** The queue's tables whose rows are kept; everything else of its schema comes from its own migrations. */
const queueTables = async (client: pg.Client): Promise<SchemaDescription['tables']> =>
  (await describeSchema(client, jobsSchema)).tables.filter(({ table }) =>
    ['_private_tasks', '_private_job_queues', '_private_jobs'].includes(table),
  )

/**
 * Writes everything that is not made again from something else: all schemas in one snapshot of PostgreSQL (so it may run while people work), the uploaded files.
 * ClickHouse is not in it: restoring makes it anew from PostgreSQL. Nor is the secret, unless it is sealed by a passphrase: keep it elsewhere.
 */
export const backup = async (options: BackupOptions): Promise<BackupManifest> => {
  const { folder, say = () => undefined } = options
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
    await client.query('begin isolation level repeatable read read only')
    // With no schema on the path, every name the catalogue prints is whole.
    await client.query(
      "set local search_path to pg_catalog; set local timezone to 'UTC'; set local datestyle to iso; set local extra_float_digits to 1",
    )
    const tenants = (await client.query('select id from lianke.tenant order by id')).rows.map((row: { id: string }) => row.id)
    const schemas: SchemaDescription[] = []
    const tables: BackupTable[] = []
    const save = async (schema: string, kept: SchemaDescription['tables']) => {
      const moved = await movedColumns(client, schema, kept)
      await mkdir(join(folder, schema), { mode: 0o700 })
      for (const { table, columns } of kept) {
        const file = `${schema}/${table}.copy.gz`
        const stream = client.query(
          copyTo(`copy (select ${columns.map(moved).join(', ') || 'null'} from ${ident(schema)}.${ident(table)}) to stdout`),
        )
        await pipeline(stream, createGzip({ level: 3 }), createWriteStream(join(folder, file), { mode: 0o600 }))
        tables.push({
          schema,
          table,
          columns: columns.map(({ name }) => name),
          rows: stream.rowCount,
          file,
          sha256: await digestOf(join(folder, file)),
        })
      }
      say(`${schema}: ${kept.length} tables`)
    }
    for (const schema of ['lianke', ...tenants.map((tenant) => `t_${tenant}`)]) {
      const description = await describeSchema(client, schema)
      schemas.push(description)
      await save(schema, description.tables)
    }
    await save(jobsSchema, await queueTables(client))
    const extensions = (await client.query("select extname from pg_extension where extname <> 'plpgsql' order by 1")).rows.map(
      (row: { extname: string }) => row.extname,
    )
    const postgres = (await client.query('show server_version')).rows[0].server_version as string
    const stored = options.bucket ? await storedFiles(client, tenants) : []
    await client.query('commit')
    let files = 0
    if (options.filesFolder && existsSync(options.filesFolder)) {
      await cp(options.filesFolder, join(folder, 'files'), { recursive: true })
      files = (await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true })).filter((entry) =>
        entry.isFile(),
      ).length
    }
    const bucket = options.bucket
    if (bucket?.include) {
      for (const { place } of stored) await copyOut(bucket.store, place, join(folder, 'files'))
      files += stored.length
      say(`${stored.length} files of the bucket ${bucket.name}`)
    }
    const manifest: BackupManifest = {
      format: backupFormat,
      made_at: new Date().toISOString(),
      postgres,
      tenants,
      extensions,
      schemas,
      tables,
      files,
      ...(bucket
        ? {
            bucket: {
              name: bucket.name,
              files: stored.length,
              bytes: stored.reduce((sum, { size }) => sum + Number(size), 0),
              included: bucket.include,
            },
          }
        : {}),
      ...(options.seal ? { sealed_secret: lockSecret(options.seal.secret, options.seal.passphrase) } : {}),
    }
    // Written last: a folder without it is an interrupted backup.
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest), { mode: 0o600 })
    return manifest
  } finally {
    await client.end()
  }
}

/** The data keys of a backup, as they lie in it: they prove whether a secret is the right one. */
export const wrappedKeysOf = async (folder: string, manifest: BackupManifest): Promise<WrappedKey[]> => {
  const table = manifest.tables.find((one) => one.schema === 'lianke' && one.table === 'data_key')
  if (!table || table.rows === 0) return []
  const [tenant, wrapped] = ['tenant', 'wrapped'].map((column) => table.columns.indexOf(column))
  const text = gunzipSync(await readFile(join(folder, table.file))).toString()
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
    .map((cells) => ({ tenant: cells[tenant ?? -1] ?? '', wrapped: cells[wrapped ?? -1] ?? '' }))
}

/** Reads and proves a backup: format, and the digest of every file. Throws with the name of what is wrong. */
export const readBackup = async (folder: string): Promise<BackupManifest> => {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => null)
  if (text === null) throw new Error(`${folder} holds no complete backup (manifest.json is missing)`)
  const manifest = JSON.parse(text) as BackupManifest
  if (manifest.format !== backupFormat)
    throw new Error(`${folder} has backup format ${manifest.format}; this release reads ${backupFormat}`)
  for (const { file, sha256 } of manifest.tables) {
    const found = await digestOf(join(folder, file)).catch(() => null)
    if (found !== sha256) throw new Error(`${file} of the backup is ${found ? 'damaged' : 'missing'}`)
  }
  return manifest
}
