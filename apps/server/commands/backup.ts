import { join } from 'node:path'
import { backup } from '@lianke/platform/backup'
import { readHttpConfig, s3Store } from '@lianke/platform/http'
import { withEngines } from '@lianke/platform/runtime'
import type { CommandCall } from './command.ts'

/** `lianke backup [folder] [--with-bucket]`: while everything runs. */
export const run = async ({ config, words, options }: CommandCall): Promise<'exit'> => {
  const folder = words[0] ?? join(config.data, 'backups', new Date().toISOString().slice(0, 19).replaceAll(':', '-'))
  const say = (line: string) => console.log(`  ${line}`)
  const { s3 } = readHttpConfig()
  const include = options['with-bucket'] === true
  const manifest = await withEngines(config, ({ databaseUrl }) =>
    backup({
      databaseUrl,
      folder,
      filesFolder: join(config.data, 'files'),
      ...(s3 ? { bucket: { name: s3.bucket, store: s3Store(s3), include } } : {}),
      ...(config.backupPassphrase ? { seal: { secret: config.secret, passphrase: config.backupPassphrase } } : {}),
      say,
    }),
  )
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`${rows} rows of ${manifest.tenants.length} tenants and ${manifest.files} files are in ${folder}`)
  const { bucket } = manifest
  if (bucket && !bucket.included)
    console.log(
      `NOT in it: ${bucket.files} files (${Math.ceil(bucket.bytes / 1024 ** 2)} MB) of the bucket ${bucket.name}. Back the bucket up by itself, or say --with-bucket.`,
    )
  console.log(
    manifest.sealed_secret
      ? 'The secret is in it, sealed by LIANKE_BACKUP_PASSPHRASE: keep the passphrase apart from it.'
      : `Keep the secret apart from it (${process.env.LIANKE_SECRET ? 'LIANKE_SECRET' : join(config.data, 'secret')}): without it nothing can be restored. With LIANKE_BACKUP_PASSPHRASE it is put into the backup, sealed.`,
  )
  return 'exit'
}
