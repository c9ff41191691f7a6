import { loadDemo } from '@lianke/tooling/demo'
import type { CommandCall } from './command.ts'
import { tenantOf, withPlatform } from './with-platform.ts'

/** `lianke seed`: the demo company in a tenant that has none of it yet. */
export const run = async ({ config, options }: CommandCall): Promise<'exit'> => {
  await withPlatform(config, async (platform) =>
    loadDemo(platform, await tenantOf(platform, options.tenant), { say: (step) => console.log(`  ${step}`) }),
  )
  return 'exit'
}
