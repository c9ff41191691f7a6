import type { Actor, ModuleDefinition, Room } from '@lianke/kernel'
import { accessChannel, accessObjects, openAccess } from './model/access/load-access.ts'
import type { Transaction } from './store/db/database.ts'
import { openDatabase } from './store/db/open-database.ts'
import { openLake } from './store/lake/open-lake.ts'
import { buildModel, type Model } from './model/model/model.ts'
import type { Platform } from './platform.ts'
import { openRoom, type RoomInput } from './model/room/open-room.ts'
import { openReadingRoom } from './model/room/reading-room.ts'
import type { TenantInfo } from './model/room/type-context.ts'
import { loadSharingRules } from './model/access/sharing-rules.ts'
import { loadCustomisation } from './store/schema/customisation.ts'
import { openSecrets } from './store/secrets/secrets.ts'
import { openSettings } from './store/settings/settings.ts'

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

/** Opens the stores and reads the definitions: what every process is made of. Close it at the end. */
export const openPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const database = openDatabase({ url: options.databaseUrl, max: options.connectionsMax ?? 10 })
  const lake = openLake({ url: options.clickhouseUrl })
  const secrets = openSecrets(database, options.secret)
  const access = await openAccess(database)
  const known = new Map<string, Promise<Known>>()
  const forget = (tenant: string) => {
    access.forget(tenant)
    return tenant === '' ? known.clear() : void known.delete(tenant)
  }
  const stops = [await database.listen('lianke_model', forget), await database.listen(accessChannel, forget), access.close]

  const load = async (tenant: string): Promise<Known> => {
    const [custom, [info], rules] = await Promise.all([
      loadCustomisation(database, tenant),
      database.home.query<TenantInfo>({
        text: 'select zone, locale, base_currency from lianke.tenant where id = $1',
        values: [tenant],
      }),
      loadSharingRules(database, tenant),
    ])
    if (!info) throw new Error(`tenant ${tenant} does not exist`)
    return { model: buildModel(options.modules, custom), tenant: info, rules }
  }
  const of = (tenant: string): Promise<Known> => {
    const found = known.get(tenant)
    if (found) return found
    const loading = load(tenant)
    known.set(tenant, loading)
    loading.catch(() => known.delete(tenant))
    return loading
  }
  const model = async (tenant: string) => (await of(tenant)).model
  const settings = await openSettings(database, secrets, model)

  const inRoom = async <T>(
    tx: Transaction,
    actor: Actor,
    run: (room: Room) => Promise<T>,
    { last, ...given }: Pick<RoomInput, 'now' | 'cause' | 'causes'> & { readonly last: boolean },
  ): Promise<T> => {
    const { model: own, tenant: info, rules } = await of(tx.tenant)
    const may = await access.of(tx.tenant, actor)
    const { room, close, touched } = openRoom({ ...given, model: own, tenant: info, access: may, rules, tx, secrets, settings })
    const answer = await run(room)
    await close({ last })
    if (touched().some((object) => accessObjects.has(object)))
      tx.afterCommit(() => void database.notify(accessChannel, tx.tenant))
    return answer
  }

  return {
    database,
    lake,
    secrets,
    settings,
    modules: options.modules,
    model,
    access: (tenant, actor) => access.of(tenant, actor),
    async room(tenant, actor, run, { cause = null, now } = {}) {
      // Known before the session is taken: what has to be read for it needs one, too.
      await Promise.all([of(tenant), access.of(tenant, actor)])
      return database.transaction(tenant, (tx) =>
        inRoom(tx, actor, run, { cause, now: now ?? new Date().toISOString(), last: true }),
      )
    },
    roomIn: (tx, actor, run, given) => inRoom(tx, actor, run, { ...given, cause: null, last: false }),
    async reading(tenant, actor) {
      const { model: own, tenant: info, rules } = await of(tenant)
      const may = await access.of(tenant, actor)
      return openReadingRoom({
        database,
        tenantId: tenant,
        model: own,
        tenant: info,
        access: may,
        rules,
        settings,
        cursors: secrets.cursors(tenant),
        sealer: () => secrets.sealer(tenant),
        now: new Date().toISOString(),
      })
    },
    async tenants() {
      const rows = await database.home.query<{ id: string }>({
        text: `select id from lianke.tenant where status = 'active' and paused_at is null order by id`,
      })
      return rows.map((row) => row.id)
    },
    async close() {
      for (const stop of stops) await stop()
      await settings.close()
      await lake.close()
      await database.close()
    },
  }
}
