import { roleObject } from '@lianke/kernel'
import type { Platform } from '@lianke/platform'
import { Misuse } from './command.ts'

const system = { kind: 'system', id: 'command line' } as const

/** A role of a tenant by its code or name. */
export const roleNamed = async (platform: Platform, tenant: string, wanted: string): Promise<{ id: string; name: string }> => {
  const roles = await platform.work(tenant, system, async (work) => (await work.records.list(roleObject, { limit: 200 })).data)
  const role = roles.find((one) => one.code === wanted || one.name === wanted)
  if (!role) throw new Misuse(`there is no role "${wanted}": ${roles.map((one) => one.code ?? one.name).join(', ')}`)
  return { id: role.id, name: String(role.name) }
}
