import { join } from 'node:path'
import { restore } from '@lianke/platform/backup'
import { withEngines } from '@lianke/platform/runtime'
import { type CommandCall, Misuse } from './command.ts'

/** `lianke restore <folder> [--replace]`: all of it or nothing. */
export const run = async ({ config, words, options }: CommandCall): Promise<'exit'> => {
  const folder = words[0]
  if (!folder) throw new Misuse('name the folder of the backup')
  const say = (line: string) => console.log(`  ${line}`)
  const manifest = await withEngines(config, ({ databaseUrl }) =>
    restore({ databaseUrl, folder, filesFolder: join(config.data, 'files'), replace: options.replace === true, say }),
  )
  console.log(`The backup of ${manifest.made_at} is in place: ${manifest.tenants.length} tenants. Now run: lianke rebuild lake`)
  return 'exit'
}
