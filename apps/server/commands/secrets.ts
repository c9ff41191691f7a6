import { Refusal } from '@lianke/kernel'
import { rotateSecrets } from '@lianke/platform'
import { type CommandCall, Misuse } from './command.ts'
import { tenantOf, withPlatform } from './with-platform.ts'

/** `lianke secrets rotate`: a new data key for one company, or for all of them. */
export const run = async ({ config, words, options }: CommandCall): Promise<'exit'> => {
  if (words[0] !== 'rotate') throw new Misuse('say: lianke secrets rotate [--tenant main]')
  await withPlatform(config, async (platform) => {
    const tenants = typeof options.tenant === 'string' ? [await tenantOf(platform, options.tenant)] : await platform.tenants()
    for (const tenant of tenants)
      try {
        const { keys } = await rotateSecrets(platform, tenant, { kind: 'system', id: 'command line' })
        console.log(`${tenant} seals new values with key ${keys} within a minute; what was sealed before stays readable`)
      } catch (problem) {
        if (!(problem instanceof Refusal)) throw problem
        console.log(`${tenant} was turned a moment ago: try again in ${problem.params?.minutes} minutes`)
        process.exitCode = 1
      }
  })
  return 'exit'
}
