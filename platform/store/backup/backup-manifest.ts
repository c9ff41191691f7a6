import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { isObject } from '@lianke/kernel'
import type { WrappedKey } from '../secrets/prove-secret.ts'
import type { SchemaDescription } from './describe-schema.ts'

export const backupFormat = 1
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
/** SHA-256 of a file. */
export const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
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

const isManifest = (value: object): value is BackupManifest =>
  'tables' in value && Array.isArray(value.tables) && 'schemas' in value && Array.isArray(value.schemas)

/** Reads and proves a backup: format, and the digest of every file. Throws with the name of what is wrong. */
export const readBackup = async (folder: string): Promise<BackupManifest> => {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => null)
  if (text === null) throw new Error(`${folder} holds no complete backup (manifest.json is missing)`)
  const manifest: unknown = JSON.parse(text)
  if (!isObject(manifest) || manifest.format !== backupFormat)
    throw new Error(
      `${folder} has backup format ${isObject(manifest) ? manifest.format : 'none'}; this release reads ${backupFormat}`,
    )
  if (!isManifest(manifest)) throw new Error(`manifest.json of ${folder} is damaged`)
  for (const { file, sha256 } of manifest.tables) {
    const found = await digestOf(join(folder, file)).catch(() => null)
    if (found !== sha256) throw new Error(`${file} of the backup is ${found ? 'damaged' : 'missing'}`)
  }
  return manifest
}
