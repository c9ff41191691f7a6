import { type DecideSettings, refuse, type SettingChanges, type SettingDefinition, type SettingsNow } from '@lianke/kernel'
import type { Database } from '../db/database.ts'
import type { Model } from '../../model/model/model.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { checkedText, type Kept, keepRow, readSettings } from './setting-rows.ts'

/** Tenants' settings by name, cached; another process' change arrives by NOTIFY `lianke_setting`. */
export interface Settings {
  /** The value, or the default. Secret settings are answered in clear: for code, never for a screen. */
  get<T = unknown>(tenant: string, name: string): Promise<T>
  /** The value with its version, of one moment; no version: nobody has set it. */
  stand(tenant: string, name: string): Promise<{ readonly value: unknown; readonly version: string | null }>
  /** Validates and stores; `undefined` goes back to the default. Refuses `setting.unknown`, `setting.bad_value`. */
  set(tenant: string, name: string, value: unknown, by: string | null): Promise<void>
  /** Several that belong together: all are kept, or none. */
  setMany(tenant: string, changes: SettingChanges, by: string | null): Promise<void>
  /**
   * Keeps what follows from what stands, as one step among all writers of a tenant's settings, whichever process they are in. Whatever is read,
   * changed and written whole (a list of things) is written by this.
   */
  change(tenant: string, decide: DecideSettings, by: string | null): Promise<void>
  close(): Promise<void>
}

/** Where a change of a company's settings is told. */
export const settingChannel = 'lianke_setting'

interface Store {
  readonly database: Database
  readonly secrets: Secrets
}
type Definitions = ReadonlyMap<string, SettingDefinition>

const definitionIn = (all: Definitions, name: string): SettingDefinition =>
  all.get(name) ?? refuse('setting.unknown', { status: 404, params: { name: name.slice(0, 100) } })

const valueOf = <T>({ name, default: unset }: SettingDefinition, kept: ReadonlyMap<string, Kept>): T => {
  const found = kept.get(name)
  return (found ? found.value : unset) as T
}

const nowOf = (all: Definitions, kept: ReadonlyMap<string, Kept>): SettingsNow => ({
  get: (name) => valueOf(definitionIn(all, name), kept),
  version: (name) => kept.get(name)?.version ?? null,
})

/** Reads, decides and keeps in one transaction that no other writer of this tenant's settings is in. Answers whether anything was kept. */
const changeSettings = async (
  { database, secrets }: Store,
  { tenant, all, by }: { readonly tenant: string; readonly all: Definitions; readonly by: string | null },
  decide: DecideSettings,
): Promise<boolean> => {
  // Keys are read before: inside, a second connection might have to be waited for.
  const { seal } = await secrets.sealer(tenant)
  return database.transaction(tenant, async (tx) => {
    await tx.query({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [`${tenant} settings`] })
    const changes = Object.entries(decide(nowOf(all, await readSettings(tx, secrets, tenant))))
    const rows = changes.map(([name, value]) => {
      const definition = definitionIn(all, name)
      const text = value === undefined ? null : checkedText(definition, value)
      return definition.secret && text !== null ? { name, text: null, sealed: seal(text), by } : { name, text, sealed: null, by }
    })
    for (const row of rows) await keepRow(tx, row)
    return rows.length > 0
  })
}

/** Opens the settings of all tenants. */
export const openSettings = async (
  database: Database,
  secrets: Secrets,
  modelOf: (tenant: string) => Promise<Model>,
): Promise<Settings> => {
  const cache = new Map<string, Promise<ReadonlyMap<string, Kept>>>()
  const stop = await database.listen(settingChannel, (tenant) => (tenant === '' ? cache.clear() : void cache.delete(tenant)))
  const keptOf = (tenant: string) => {
    const cached = cache.get(tenant)
    if (cached) return cached
    const loading = readSettings({ query: (statement) => database.query(tenant, statement) }, secrets, tenant)
    cache.set(tenant, loading)
    loading.catch(() => cache.delete(tenant))
    return loading
  }
  const change: Settings['change'] = async (tenant, decide, by) => {
    const all = (await modelOf(tenant)).settings
    if (!(await changeSettings({ database, secrets }, { tenant, all, by }, decide))) return
    cache.delete(tenant)
    await database.notify(settingChannel, tenant)
  }

  return {
    async get<T>(tenant: string, name: string) {
      const definition = definitionIn((await modelOf(tenant)).settings, name)
      return valueOf<T>(definition, await keptOf(tenant))
    },
    async stand(tenant, name) {
      const definition = definitionIn((await modelOf(tenant)).settings, name)
      const kept = await keptOf(tenant)
      return { value: valueOf(definition, kept), version: kept.get(name)?.version ?? null }
    },
    set: (tenant, name, value, by) => change(tenant, () => ({ [name]: value }), by),
    setMany: (tenant, changes, by) => change(tenant, () => changes, by),
    change,
    close: stop,
  }
}
