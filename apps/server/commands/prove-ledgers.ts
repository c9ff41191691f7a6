import { proveLedgers } from '@lianke/platform'
import type { CommandCall } from './command.ts'
import { tenantOf, withPlatform } from './with-platform.ts'

/** `lianke prove-ledgers`: every balance recounted from its entries; ends with 1 when one differs. */
export const run = async ({ config, options }: CommandCall): Promise<'exit'> => {
  await withPlatform(config, async (platform) => {
    const tenants = typeof options.tenant === 'string' ? [await tenantOf(platform, options.tenant)] : await platform.tenants()
    for (const tenant of tenants) {
      for (const { ledger, accounts, entries, differences } of await proveLedgers(platform, tenant)) {
        const said = differences.length === 0 ? 'equal' : `${differences.length} differ`
        console.log(`${tenant} ${ledger.padEnd(32)} ${accounts} accounts, ${entries} entries: ${said}`)
        for (const { account, what, kept, counted } of differences)
          console.log(`  ${account} ${what}: kept ${kept}, counted ${counted}`)
        if (differences.length > 0) process.exitCode = 1
      }
    }
  })
  return 'exit'
}
