import type { TypeContext } from '@lianke/kernel'
import type { AccessContext } from '../access/access-context.ts'
import type { FilterContext } from '../field-types/field-storage.ts'

/** What a tenant is set to; read once and kept with its model. */
export interface TenantInfo {
  readonly zone: string
  readonly locale: 'zh-CN' | 'en'
  readonly base_currency: string
  /** Where numbers without a country are dialled. */
  readonly phone_region: string
}

export const typeContext = (tenant: TenantInfo, locale: 'zh-CN' | 'en'): TypeContext => ({
  zone: tenant.zone,
  locale,
  baseCurrency: tenant.base_currency,
  region: tenant.phone_region,
})
export const filterContext = (tenant: TenantInfo, access: AccessContext, now: string): FilterContext => ({
  now,
  zone: tenant.zone,
  region: tenant.phone_region,
  me: access.me,
  team: access.team,
  teamAndBelow: access.teamAndBelow,
})
