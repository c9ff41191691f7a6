import { randomBytes } from 'node:crypto'
import { staffObject } from '@lianke/kernel'
import type { Platform } from '@lianke/platform'
import { makeAccount, makeLink } from '@lianke/platform/http'
import { type CommandCall, Misuse } from './command.ts'
import { roleNamed } from './role-named.ts'
import { tenantOf, withPlatform } from './with-platform.ts'

const said = 'say: lianke user add <email> --name <name> [--role <role>], or lianke user link <email or user name>'

/**
 * `lianke user add <email> --name … [--role …] [--installation]`: an account with a staff record; the password is made and shown once unless given in LIANKE_PASSWORD.
 * `lianke user link <account>`: a one-time link by which somebody sets a new password, for whoever is locked out.
 */
export const run = async ({ config, words: [act, login], options }: CommandCall): Promise<'exit'> => {
  if (!login || (act !== 'add' && act !== 'link') || (act === 'add' && !login.includes('@'))) throw new Misuse(said)
  await withPlatform(config, async (platform) => {
    const tenant = await tenantOf(platform, options.tenant)
    if (act === 'link') console.log(`${config.url}/sign-in/link#${await linkFor(platform, tenant, login)}`)
    else await add(platform, tenant, login, options)
  })
  return 'exit'
}

const linkFor = async ({ database }: Platform, tenant: string, login: string): Promise<string> => {
  const [found] = await database.home.query<{ id: string }>({
    text: `select u.id from lianke.login u join lianke.membership m on m.account = u.id
      where m.tenant = $1 and (u.mail = $2 or u.username = $2) and u.disabled_at is null`,
    values: [tenant, login.toLowerCase()],
  })
  if (!found) throw new Misuse(`nobody signs in to ${tenant} as ${login}`)
  return (await makeLink(database, { account: found.id, tenant, by: null })).token
}

const add = async (platform: Platform, tenant: string, email: string, options: CommandCall['options']): Promise<void> => {
  const name = typeof options.name === 'string' ? options.name : (email.split('@')[0] as string)
  const password = process.env.LIANKE_PASSWORD ?? randomBytes(12).toString('base64url')
  const role = typeof options.role === 'string' ? await roleNamed(platform, tenant, options.role) : null
  const installation = options.installation === true
  const account = await makeAccount(platform.database, { name, email, password }, tenant, { installation })
  await platform.work(tenant, { kind: 'system', id: 'command line' }, async (work) => {
    const staff = await work.records.create(staffObject, { name, account, status: 'active', roles: role ? [role.id] : [] })
    await work.records.update(staffObject, staff.id, { owner: staff.id })
  })
  console.log(
    `${email} may sign in to ${tenant}${role ? ` as ${role.name}` : ' without a role'}${installation ? ', and administer the installation' : ''}`,
  )
  if (!process.env.LIANKE_PASSWORD) console.log(`Password, shown this once: ${password}`)
}
