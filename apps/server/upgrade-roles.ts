import type { Actor, RoleTemplate } from '@lianke/kernel'
import { upgradedRole } from '@lianke/organisation'
import { buildModel, type Platform } from '@lianke/platform'

const release: Actor = { kind: 'system', id: 'release' }
const roleObject = 'organisation.role'

/** The roles of one company that came with the product gain what this release gives them; nothing is written where nothing is new. Answers how many did. */
const upgradeRolesOf = async (platform: Platform, tenant: string, templates: readonly RoleTemplate[]): Promise<number> => {
  const rows = await platform.database.query<{ id: string; code: string | null } & Record<string, unknown>>(tenant, {
    text: `select id, code, builtin, version, objects, rights, given from organisation_role where builtin and deleted_at is null`,
  })
  const changes = rows.flatMap((row) => {
    const template = templates.find(({ name }) => name === row.code)
    const now = template ? upgradedRole(row, template) : null
    return now ? [{ id: row.id, ...now, given: now }] : []
  })
  if (changes.length > 0)
    await platform.work(tenant, release, (work) => work.system.records.upsert({ object: roleObject, rows: changes }))
  return changes.length
}

/**
 * Rights that come with a release reach companies that were there before: in roles that the company has left as they came. A company that could not be
 * brought to this release is passed over.
 */
export const upgradeRoles = async (
  platform: Platform,
  tenants: readonly string[],
  say: (message: string) => void,
): Promise<void> => {
  const { roles } = buildModel(platform.modules)
  for (const tenant of tenants) {
    try {
      const changed = await upgradeRolesOf(platform, tenant, roles)
      if (changed > 0) say(`tenant ${tenant}: ${changed} roles gained rights of this release`)
    } catch (error) {
      say(`tenant ${tenant}: roles stay as they were: ${String(error)}`)
    }
  }
}
