import { refuse, staffObject } from '@lianke/kernel'
import type { Database, Platform } from '@lianke/platform'
import { makeAccount, makeLink } from '@lianke/platform/http'
import { firstTenant, makeTenant } from './first-tenant.ts'

interface NewCompany {
  readonly id: string
  readonly name: string
  readonly zone?: string
  readonly locale?: 'zh-CN' | 'en'
  readonly baseCurrency?: string
  /** Its first administrator: somebody new, who sets a password by a link, or an account that is there. */
  readonly administrator: { readonly name: string; readonly email: string } | { readonly name: string; readonly account: string }
}
interface ShownTenant {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly locale: string
  readonly base_currency: string
  readonly status: string
  readonly paused_at: string | null
  readonly problem: string | null
  readonly created_at: string
  readonly accounts: number
}
const system = { kind: 'system', id: 'installation' } as const

/** Tenants of the installation, with how many may sign in to each. */
export const listTenants = (database: Database): Promise<ShownTenant[]> =>
  database.home.query<ShownTenant>({
    text: `select t.id, t.name, t.zone, t.locale, t.base_currency, t.status, t.paused_at, t.problem, t.created_at, count(m.account)::int as accounts
      from lianke.tenant t left join lianke.membership m on m.tenant = t.id group by t.id order by t.created_at, t.id limit 1000`,
  })

/** A company of its own: tables, roles, and somebody who holds everything. Answers the token of the administrator's one-time link, if one is needed. */
export const makeCompany = async (platform: Platform, company: NewCompany): Promise<string | null> => {
  const { administrator, ...tenant } = company
  await makeTenant(platform, tenant)
  const { database } = platform
  const account =
    'account' in administrator
      ? administrator.account
      : await makeAccount(database, { ...administrator, password: null }, company.id)
  if ('account' in administrator)
    await database.home.query({
      text: 'insert into lianke.membership (account, tenant) values ($1, $2)',
      values: [account, company.id],
    })
  await platform.work(company.id, system, async (work) => {
    const roles = await work.records.list('organisation.role', {
      filter: { field: 'code', op: 'eq', value: 'administrator' },
      limit: 1,
    })
    const staff = await work.records.create(staffObject, {
      name: administrator.name,
      account,
      status: 'active',
      roles: roles.data.map(({ id }) => id),
    })
    await work.records.update(staffObject, staff.id, { owner: staff.id })
  })
  return 'account' in administrator ? null : (await makeLink(database, { account, tenant: company.id, by: null })).token
}

/** Nobody signs in to a paused tenant, its keys are refused and its engines and jobs rest; nothing of it is lost. */
export const pauseTenant = async (database: Database, tenant: string, paused: boolean): Promise<void> => {
  if (tenant === firstTenant && paused) refuse('tenant.first_stays', { status: 409 })
  const rows = await database.home.query({
    text: `update lianke.tenant set paused_at = case when $2 then coalesce(paused_at, now()) end where id = $1 returning id`,
    values: [tenant, paused],
  })
  if (rows.length === 0) refuse('tenant.unknown', { status: 404 })
  // Whatever is kept about sessions and keys is looked up anew, in every process.
  await database.notify('lianke_session', '')
  await database.notify('lianke_key', tenant)
}
