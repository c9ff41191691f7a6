import type { Platform } from '@lianke/platform'
import type { Config } from '@lianke/platform/runtime'
import { type DemoRemoved, removeDemo } from '@lianke/tooling/demo'
import { filePlace } from '../file-place.ts'
import { type CommandCall, Misuse } from './command.ts'
import { tenantOf, withPlatform } from './with-platform.ts'

/** `lianke demo remove`: the demo company goes, what people made themselves stays. */
export const run = async ({ config, words, options }: CommandCall): Promise<'exit'> => {
  if (words[0] !== 'remove') throw new Misuse('say: lianke demo remove')
  await withPlatform(config, async (platform) => {
    const tenant = await tenantOf(platform, options.tenant)
    if (!options['to-setup'] && !(await hasOwnAccount(platform, tenant)))
      throw new Misuse(
        'nobody could sign in afterwards: make an account first (lianke user add <email> --name <name> --role administrator), or say --to-setup and make the administrator on the first page',
      )
    const removed = await removeDemo(platform, tenant)
    if (!removed) throw new Misuse(`there is no demo company in ${tenant}`)
    await removeFiles(config, removed)
    report(removed)
  })
  return 'exit'
}

/** Somebody who is not of the demo and may sign in. */
const hasOwnAccount = async ({ database }: Platform, tenant: string): Promise<boolean> => {
  const found = await database.home.query({
    text: `select 1 from lianke.login l join lianke.membership m on m.account = l.id
      where m.tenant = $1 and l.disabled_at is null and l.email not like '%@chenlu.example' limit 1`,
    values: [tenant],
  })
  return found.length > 0
}

const removeFiles = async (config: Config, { places }: DemoRemoved): Promise<void> => {
  const { store } = filePlace(config)
  for (const place of places) await store.remove(place)
}

const report = ({ tables, along, accounts, places }: DemoRemoved): void => {
  for (const [table, rows] of Object.entries(tables)) console.log(`  ${table.padEnd(36)} ${rows}`)
  console.log(
    `The demo company is gone: ${Object.values(tables).reduce((sum, rows) => sum + rows, 0)} rows, ${accounts} accounts.`,
  )
  if (places.length > 0) console.log(`${places.length} files that hung on demo records are gone as well.`)
  const own = Object.entries(along).map(([table, rows]) => `${rows} of ${table}`)
  if (own.length > 0) console.log(`Made by people, and gone with the demo record they hung on: ${own.join(', ')}`)
}
