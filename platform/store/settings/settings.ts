import { Refusal, refuse, type SettingDefinition } from '@lianke/kernel'
import type { Database } from '../db/database.ts'
import type { Model } from '../../model/model/model.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** Tenants' settings by name, cached; another process' change arrives by NOTIFY `lianke_setting`. */
export interface Settings {
  /** The value, or the default. Secret settings are answered in clear: for code, never for a screen. */
  get<T = unknown>(tenant: string, name: string): Promise<T>
  /** Whether somebody has set it. */
  isSet(tenant: string, name: string): Promise<boolean>
  /** Validates and stores; `undefined` goes back to the default. Refuses `setting.unknown`, `setting.bad_value`. */
  set(tenant: string, name: string, value: unknown, by: string | null): Promise<void>
  close(): Promise<void>
}

interface SettingRow {
  name: string
  value: unknown
  sealed: string | null
}
/** Where a change of a company's settings is told. */
export const settingChannel = 'lianke_setting'

const readSettings = async (database: Database, secrets: Secrets, tenant: string): Promise<ReadonlyMap<string, unknown>> => {
  const rows = await database.query<SettingRow>(tenant, { text: 'select name, value, sealed from setting' })
  const values = new Map<string, unknown>()
  for (const { name, value, sealed } of rows)
    values.set(name, sealed === null ? value : JSON.parse(await secrets.decrypt(tenant, sealed)))
  return values
}

/** The value as it is kept. Refuses `setting.bad_value`. */
const checkedText = ({ name, schema }: SettingDefinition, value: unknown): string => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return JSON.stringify(parsed.data)
  throw new Refusal('setting.bad_value', {
    params: { name },
    problems: parsed.error.issues.map((issue) => ({
      path: `/value${issue.path.map((part) => `/${String(part)}`).join('')}`,
      code: 'input.invalid',
      params: { reason: issue.message },
    })),
  })
}

const keepSetting = async (
  { database, secrets }: { readonly database: Database; readonly secrets: Secrets },
  tenant: string,
  { name, secret }: SettingDefinition,
  { text, by }: { readonly text: string; readonly by: string | null },
): Promise<void> => {
  const sealed = secret ? await secrets.encrypt(tenant, text) : null
  await database.transaction(tenant, (tx) =>
    tx.execute({
      text: `insert into setting (name, value, sealed, updated_by) values ($1, $2::jsonb, $3, $4)
              on conflict (name) do update set value = excluded.value, sealed = excluded.sealed, updated_by = excluded.updated_by, updated_at = excluded.updated_at`,
      values: [name, secret ? null : text, sealed, by],
    }),
  )
}

/** Opens the settings of all tenants. */
export const openSettings = async (
  database: Database,
  secrets: Secrets,
  modelOf: (tenant: string) => Promise<Model>,
): Promise<Settings> => {
  const cache = new Map<string, Promise<ReadonlyMap<string, unknown>>>()
  const stop = await database.listen(settingChannel, (tenant) => (tenant === '' ? cache.clear() : void cache.delete(tenant)))
  const valuesOf = (tenant: string) => {
    const cached = cache.get(tenant)
    if (cached) return cached
    const loading = readSettings(database, secrets, tenant)
    cache.set(tenant, loading)
    loading.catch(() => cache.delete(tenant))
    return loading
  }
  const definitionOf = async (tenant: string, name: string): Promise<SettingDefinition> =>
    (await modelOf(tenant)).settings.get(name) ?? refuse('setting.unknown', { status: 404, params: { name } })

  return {
    async get<T>(tenant: string, name: string) {
      const definition = await definitionOf(tenant, name)
      const values = await valuesOf(tenant)
      return (values.has(name) ? values.get(name) : definition.default) as T
    },
    isSet: async (tenant, name) => (await valuesOf(tenant)).has(name),
    async set(tenant, name, value, by) {
      const definition = await definitionOf(tenant, name)
      if (value === undefined)
        await database.transaction(tenant, (tx) => tx.execute({ text: 'delete from setting where name = $1', values: [name] }))
      else await keepSetting({ database, secrets }, tenant, definition, { text: checkedText(definition, value), by })
      cache.delete(tenant)
      await database.notify(settingChannel, tenant)
    },
    close: stop,
  }
}
