import type { Actor, RoleTemplate } from '@lianke/kernel'
import { buildModel, createTenant, type Database, type Platform } from '@lianke/platform'

export const firstTenant = 'main'
const installer: Actor = { kind: 'system', id: 'install' }

/** Whether the installation has no tenant yet. */
export const isNew = async (database: Database): Promise<boolean> =>
  (await database.home.query({ text: 'select 1 from lianke.tenant limit 1' })).length === 0

/** A tenant as every company starts: its tables, the roles and the first records of the modules. */
export const makeTenant = async (
  platform: Platform,
  tenant: { id: string; name: string; zone?: string; locale?: 'zh-CN' | 'en'; baseCurrency?: string },
): Promise<void> => {
  const model = buildModel(platform.modules)
  await createTenant(platform.database, { zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY', ...tenant }, model)
  const locale = tenant.locale ?? 'zh-CN'
  await platform.work(tenant.id, installer, async (work) => {
    await work.records.upsert({ object: 'organisation.role', rows: model.roles.map(roleRow(locale)) })
    for (const { object, rows } of model.modules.flatMap(({ beginnings = [] }) => beginnings))
      await work.records.upsert({ object, rows: rows(locale) })
  })
}

const roleRow = (locale: 'zh-CN' | 'en') => (role: RoleTemplate) => ({
  code: role.name,
  name: locale === 'en' ? role.label.en : role.label.zh,
  objects: role.objects,
  rights: role.rights,
  given: { objects: role.objects, rights: role.rights },
  builtin: true,
})
