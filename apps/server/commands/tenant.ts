import { Refusal } from '@lianke/kernel'
import { distributeTenants, openDatabase } from '@lianke/platform'
import type { Config } from '@lianke/platform/runtime'
import { listTenants, makeCompany, pauseTenant } from '../tenants.ts'
import { type CommandCall, Misuse } from './command.ts'
import { withPlatform } from './with-platform.ts'

const said = 'say: lianke tenant create <id> --name <company> --admin <email>, list, pause <id>, resume <id>, distribute [<id>]'
const acts = ['create', 'list', 'pause', 'resume', 'distribute']
const ofAll = ['list', 'distribute']
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** `lianke tenant create|list|pause|resume|distribute`: companies of this installation. */
export const run = async ({ config, words: [act, id], options }: CommandCall): Promise<'exit'> => {
  if (!act || !acts.includes(act) || (!ofAll.includes(act) && !id)) throw new Misuse(said)
  if (act === 'distribute') await distribute(config, id ?? null)
  else
    await withPlatform(config, async (platform) => {
      const { database } = platform
      try {
        if (act === 'list') {
          for (const one of await listTenants(database))
            console.log(
              `${one.id.padEnd(20)} ${(one.paused_at ? 'paused' : one.status).padEnd(10)} ${String(one.accounts).padStart(5)} accounts  ${one.name}`,
            )
        } else if (act === 'create') {
          const [name, email] = [textOf(options.name), textOf(options.admin)]
          if (!name || !email?.includes('@')) throw new Misuse(said)
          const locale = textOf(options.locale) ?? 'zh-CN'
          if (locale !== 'zh-CN' && locale !== 'en') throw new Misuse(`"${locale}" is no language of ours: zh-CN, en`)
          const token = await makeCompany(platform, {
            id: id ?? '',
            name,
            locale,
            ...(textOf(options.zone) ? { zone: textOf(options.zone) } : {}),
            ...(textOf(options.currency) ? { baseCurrency: textOf(options.currency) } : {}),
            administrator: { name: textOf(options['admin-name']) ?? (email.split('@')[0] as string), email },
          })
          console.log(`${name} is there. ${email} sets a password once, within three days, at`)
          console.log(`${config.url}/sign-in/link#${token}`)
        } else {
          await pauseTenant(database, id ?? '', act === 'pause')
          console.log(`${id} ${act === 'pause' ? 'is paused: nobody signs in, nothing runs, nothing is lost' : 'goes on'}`)
        }
      } catch (problem) {
        throw asMisuse(act, problem)
      }
    })
  return 'exit'
}

const asMisuse = (act: string, problem: unknown): unknown =>
  problem instanceof Refusal ? new Misuse(`${act}: ${problem.code} ${JSON.stringify(problem.params ?? {})}`) : problem

/** Asks the database alone: what runs goes on. */
const distribute = async ({ databaseUrl }: Config, id: string | null): Promise<void> => {
  if (databaseUrl === null) throw new Misuse('distribute: DATABASE_URL names no Citus coordinator')
  const database = openDatabase({ url: databaseUrl, max: 3 })
  try {
    await distributeTenants(database, id, ({ tenant, placed, node }) =>
      console.log(`${tenant.padEnd(20)} ${placed ? 'now lies on' : 'lies on'} ${node}`),
    )
  } catch (problem) {
    throw asMisuse('distribute', problem)
  } finally {
    await database.close()
  }
}
