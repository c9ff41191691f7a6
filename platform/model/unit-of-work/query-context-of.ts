import type { Actor } from '@lianke/kernel'
import { loadSharingRules } from '../access/sharing-rules.ts'
import type { Platform } from '../../platform.ts'
import type { QueryContext } from '../query/scope.ts'
import { filterContext, type TenantInfo } from './type-context.ts'

/** What compiling a statement with somebody's rights needs, outside of any unit of work. */
export const queryContextOf = async (
  platform: Pick<Platform, 'database' | 'model' | 'access'>,
  tenant: string,
  actor: Actor,
): Promise<QueryContext> => {
  const [model, access, rules, [info]] = await Promise.all([
    platform.model(tenant),
    platform.access(tenant, actor),
    loadSharingRules(platform.database, tenant),
    platform.database.home.query<Omit<TenantInfo, 'phone_region'>>({
      text: 'select zone, locale, base_currency from lianke.tenant where id = $1',
      values: [tenant],
    }),
  ])
  const about = info ?? { zone: 'Asia/Shanghai', locale: 'zh-CN' as const, base_currency: 'CNY' }
  const own = { ...about, phone_region: model.phoneRegion }
  return { model, access, rules, filter: filterContext(own, access, new Date().toISOString()) }
}
