import { join } from 'node:path'
import { backup } from '@lianke/platform/backup'
import { withEngines } from '@lianke/platform/runtime'
import type { CommandCall } from './command.ts'

/** `lianke backup [folder]`: while everything runs. */
export const run = async ({ config, words }: CommandCall): Promise<'exit'> => {
  const folder = words[0] ?? join(config.data, 'backups', new Date().toISOString().slice(0, 19).replaceAll(':', '-'))
  const say = (line: string) => console.log(`  ${line}`)
  const manifest = await withEngines(config, ({ databaseUrl }) =>
    backup({ databaseUrl, folder, filesFolder: join(config.data, 'files'), say }),
  )
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`${rows} rows of ${manifest.tenants.length} tenants and ${manifest.files} files are in ${folder}`)
  console.log(
    `Keep the secret apart from it (${process.env.LIANKE_SECRET ? 'LIANKE_SECRET' : join(config.data, 'secret')}): without it sealed values cannot be read.`,
  )
  return 'exit'
}
