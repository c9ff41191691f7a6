import type { Actor, ModuleDefinition, UnitOfWork } from '@lianke/kernel'
import { accessChannel, accessObjects, openAccess } from './model/access/load-access.ts'
import type { Database } from './store/db/database.ts'
import { openDatabase } from './store/db/open-database.ts'
import type { Analytics } from './store/analytics/analytics.ts'
import { openAnalytics } from './store/analytics/open-analytics.ts'
import { buildModel, type Model } from './model/model/model.ts'
import type { Platform } from './platform.ts'
import { openWork, type WorkInput } from './model/unit-of-work/open-work.ts'
import { openReadingWork } from './model/unit-of-work/reading-work.ts'
import { phoneRegion } from './model/unit-of-work/phone-region.setting.ts'
import type { TenantInfo } from './model/unit-of-work/type-context.ts'
import { loadSharingRules } from './model/access/sharing-rules.ts'
import { loadCustomisation } from './store/schema/customisation.ts'
import { openSecrets, type Secrets } from './store/secrets/secrets.ts'
import { openSettings, settingChannel, type Settings } from './store/settings/settings.ts'

interface PlatformOptions {
  readonly databaseUrl: string
  readonly clickhouseUrl: string
  /** LIANKE_SECRET, at least 16 letters. */
  readonly secret: string
  readonly modules: readonly ModuleDefinition[]
  /** PostgreSQL sessions of this process. */
  readonly connectionsMax?: number
}
interface Known {
  readonly model: Model
  readonly tenant: TenantInfo
  readonly rules: Awaited<ReturnType<typeof loadSharingRules>>
}

interface WorkAsked {
  readonly tenant: string
  readonly actor: Actor
  readonly cause?: { id: string; hops: number } | null
  readonly now?: string
}
type KnownOf = (tenant: string) => Promise<Known>

const load = async (database: Database, modules: readonly ModuleDefinition[], tenant: string): Promise<Known> => {
  const [custom, [info], rules, [region]] = await Promise.all([
    loadCustomisation(database, tenant),
    database.home.query<Omit<TenantInfo, 'phone_region'>>({
      text: 'select zone, locale, base_currency from lianke.tenant where id = $1',
      values: [tenant],
    }),
    loadSharingRules(database, tenant),
    database.query<{ value: string }>(tenant, {
      text: 'select value #>> $2 as value from setting where name = $1',
      values: [phoneRegion.name, []],
    }),
  ])
  if (!info) throw new Error(`tenant ${tenant} does not exist`)
  const model = buildModel(modules, custom, region?.value ?? phoneRegion.default)
  return { model, tenant: { ...info, phone_region: model.phoneRegion }, rules }
}

/** What is known of each tenant, loaded once until somebody changes it. */
const rememberTenants = (database: Database, modules: readonly ModuleDefinition[]) => {
  const known = new Map<string, Promise<Known>>()
  const of: KnownOf = (tenant) => {
    const found = known.get(tenant)
    if (found) return found
    const loading = load(database, modules, tenant)
    known.set(tenant, loading)
    loading.catch(() => known.delete(tenant))
    return loading
  }
  return { of, forget: (tenant: string) => (tenant === '' ? known.clear() : void known.delete(tenant)) }
}

/** The stores of a platform, and what is known beside them. */
interface Opened {
  readonly database: Database
  readonly analytics: Analytics
  readonly secrets: Secrets
  readonly settings: Settings
  readonly access: Awaited<ReturnType<typeof openAccess>>
  readonly of: KnownOf
}

const inWork = async <T>(
  { database, analytics, secrets, settings, access, of }: Opened,
  { tx, actor, ...given }: Pick<WorkInput, 'tx' | 'now' | 'cause' | 'causes'> & { readonly actor: Actor },
  run: (work: UnitOfWork) => Promise<T>,
): Promise<T> => {
  const { model, tenant, rules } = await of(tx.tenant)
  const may = await access.of(tx.tenant, actor)
  const { work, close, touched } = openWork({ ...given, model, tenant, access: may, rules, tx, secrets, settings, analytics })
  const answer = await run(work)
  await close()
  if (touched().some((object) => accessObjects.has(object))) tx.afterCommit(() => void database.notify(accessChannel, tx.tenant))
  return answer
}

/** What was told of nobody in a set counts on from the longest chain in it: a circle of automations ends, whatever it tells. */
const deepestOf = (causes: WorkInput['causes']): WorkInput['cause'] =>
  [...(causes?.values() ?? [])].reduce<WorkInput['cause']>((most, one) => (most && most.hops >= one.hops ? most : one), null)

const newWork = async <T>(
  opened: Opened,
  { tenant, actor, cause = null, now }: WorkAsked,
  run: (work: UnitOfWork) => Promise<T>,
): Promise<T> => {
  // Known before the session is taken: what has to be read for it needs one, too.
  await opened.of(tenant)
  await opened.access.of(tenant, actor)
  return opened.database.transaction(tenant, (tx) =>
    inWork(opened, { tx, actor, cause, now: now ?? new Date().toISOString() }, run),
  )
}

const readingWork = async (
  { database, analytics, secrets, settings, access, of }: Opened,
  {
    tenant,
    actor,
    now = new Date().toISOString(),
  }: { readonly tenant: string; readonly actor: Actor; readonly now?: string | undefined },
): Promise<UnitOfWork> => {
  const { model, tenant: info, rules } = await of(tenant)
  return openReadingWork({
    database,
    analytics,
    tenantId: tenant,
    model,
    tenant: info,
    access: await access.of(tenant, actor),
    rules,
    settings,
    cursors: secrets.cursors(tenant),
    sealer: () => secrets.sealer(tenant),
    now,
  })
}

const activeTenants = async ({ home }: Database): Promise<readonly string[]> => {
  const rows = await home.query<{ id: string }>({
    text: `select id from lianke.tenant where status = 'active' and paused_at is null order by id`,
  })
  return rows.map((row) => row.id)
}

/** Opens the stores and reads the definitions: what every process is made of. Close it at the end. */
export const openPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const { modules } = options
  const database = openDatabase({ url: options.databaseUrl, max: options.connectionsMax ?? 10 })
  const analytics = openAnalytics({ url: options.clickhouseUrl })
  const secrets = openSecrets(database, options.secret)
  const access = await openAccess(database)
  const tenants = rememberTenants(database, modules)
  const forget = (tenant: string) => {
    access.forget(tenant)
    tenants.forget(tenant)
  }
  const stops = [
    await database.listen('lianke_model', forget),
    await database.listen(accessChannel, forget),
    await database.listen(settingChannel, tenants.forget),
    access.close,
  ]
  const model = async (tenant: string) => (await tenants.of(tenant)).model
  const kept = await openSettings(database, secrets, model)
  const settings: Settings = {
    ...kept,
    async set(tenant, name, value, by) {
      await kept.set(tenant, name, value, by)
      if (name === phoneRegion.name) tenants.forget(tenant)
    },
  }
  const opened: Opened = { database, analytics, secrets, settings, access, of: tenants.of }
  return {
    database,
    analytics,
    secrets,
    settings,
    modules,
    model,
    forget,
    access: (tenant, actor) => access.of(tenant, actor),
    work: (tenant, actor, run, more) => newWork(opened, { tenant, actor, ...more }, run),
    workIn: (tx, actor, run, given) => inWork(opened, { cause: deepestOf(given.causes), ...given, tx, actor }, run),
    reading: (tenant, actor, now) => readingWork(opened, { tenant, actor, now }),
    tenants: () => activeTenants(database),
    async close() {
      for (const stop of stops) await stop()
      await settings.close()
      await analytics.close()
      await database.close()
    },
  }
}
