import { isFresh } from '@lianke/platform/http'
import { setupLink } from '../setup-link.ts'
import { type CommandCall, Misuse } from './command.ts'
import { withPlatform } from './with-platform.ts'

/** `lianke setup-link`: a new link for the first run; the one before it dies. */
export const run = async ({ config }: CommandCall): Promise<'exit'> => {
  await withPlatform(config, async ({ database }) => {
    if (!(await isFresh(database))) throw new Misuse('there are accounts already: lianke user add, or user link')
    console.log(await setupLink(database, config.url))
  })
  return 'exit'
}
