import { randomBytes } from 'node:crypto'
import { roleObject, staffObject } from '@lianke/kernel'
import { makeAccount } from '@lianke/platform/http'
import { type CommandCall, Misuse } from './command.ts'
import { tenantOf, withPlatform } from './with-platform.ts'

/** `lianke user add <email> --name … [--role …]`: an account with a staff record; the password is made and shown once unless given in LIANKE_PASSWORD. */
export const run = async ({ config, words: [act, email], options }: CommandCall): Promise<'exit'> => {
  if (act !== 'add' || !email?.includes('@')) throw new Misuse('say: lianke user add <email> --name <name> [--role <role>]')
  const name = typeof options.name === 'string' ? options.name : (email.split('@')[0] as string)
  const password = process.env.LIANKE_PASSWORD ?? randomBytes(12).toString('base64url')
  await withPlatform(config, async (platform) => {
    const tenant = await tenantOf(platform, options.tenant)
    const system = { kind: 'system', id: 'command line' } as const
    const roles = await platform.room(tenant, system, async (room) => (await room.records.list(roleObject, { limit: 200 })).data)
    const wanted = typeof options.role === 'string' ? options.role : null
    const role = wanted ? roles.find((one) => one.code === wanted || one.name === wanted) : null
    if (wanted && !role) throw new Misuse(`there is no role "${wanted}": ${roles.map((one) => one.code ?? one.name).join(', ')}`)
    const account = await makeAccount(platform.database, { name, email, password }, tenant)
    await platform.room(tenant, system, async (room) => {
      const staff = await room.records.create(staffObject, { name, account, status: 'active', roles: role ? [role.id] : [] })
      await room.records.update(staffObject, staff.id, { owner: staff.id })
    })
    console.log(`${email} may sign in to ${tenant}${role ? ` as ${role.name}` : ' without a role'}`)
    if (!process.env.LIANKE_PASSWORD) console.log(`Password, shown this once: ${password}`)
  })
  return 'exit'
}
