import type { Database } from '../db/database.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Model } from '../../model/model/model.ts'
import type { Lake } from './lake.ts'
import { lakeReader } from './lake-reader.ts'
import { rebuildLake } from './rebuild-lake.ts'
import { syncLakeSchema } from './sync-lake-schema.ts'

/** A tenant whose part of the analytics store is not what the ledger says: nothing may be concluded from it. */
export interface OwedLake {
  readonly tenant: string
  readonly reason: string
}

/** Served tenants whose part of the analytics store must be made anew before engines begin. */
export const owedLakes = (database: Database): Promise<readonly OwedLake[]> =>
  database.home.query<OwedLake>({
    text: `select o.tenant, o.reason from lianke.owed_lake o join lianke.tenant t on t.id = o.tenant and t.status = 'active' order by o.tenant`,
  })

/**
 * Has the store lost what its reader has already copied (its folder was removed, an empty one was put in its place)? It holds no
 * event of the tenant although the reader has passed some.
 */
const isLost = async (database: Database, lake: Lake, tenant: string): Promise<boolean> => {
  const [passed] = await database.query(tenant, {
    text: `select 1 from fact_cursor c where c.reader = $1 and exists
      (select 1 from fact f where pg_visible_in_snapshot(f.xid, c.from_snapshot)) limit 1`,
    values: [lakeReader],
  })
  if (!passed) return false
  const there = await lake.query(tenant, 'select 1 as one from event where tenant_id = {tenant:String} limit 1')
  return there.length === 0
}

/** Marks the tenants whose part of the store is lost. */
export const noteLostLakes = async (given: {
  readonly database: Database
  readonly lake: Lake
  readonly tenants: readonly string[]
}): Promise<void> => {
  for (const tenant of given.tenants)
    if (await isLost(given.database, given.lake, tenant))
      await given.database.home.query({
        text: `insert into lianke.owed_lake (tenant, reason) values ($1, 'lost') on conflict do nothing`,
        values: [tenant],
      })
}

/** The tenant's part of the store has been made anew. */
export const forgetOwedLake = async (database: Database, tenant: string): Promise<void> => {
  await database.home.query({ text: 'delete from lianke.owed_lake where tenant = $1', values: [tenant] })
}

/** Makes what is owed anew; a mark goes when its tenant is whole. */
export const payOwedLakes = async (given: {
  readonly database: Database
  readonly lake: Lake
  readonly tenants: readonly string[]
  readonly model: (tenant: string) => Promise<Model>
  readonly cold?: FileStore
  readonly say: (message: string) => void
}): Promise<void> => {
  const { database, lake, cold, say } = given
  const known = new Set(given.tenants)
  for (const { tenant, reason } of await owedLakes(database)) {
    if (!known.has(tenant)) continue
    say(`making the analytics store of ${tenant} anew (${reason})`)
    const model = await given.model(tenant)
    await syncLakeSchema(lake, model)
    const tables = await rebuildLake({ database, lake, model, tenant, ...(cold ? { cold } : {}) })
    const wrong = tables.filter((table) => table.postgres !== table.lake)
    if (wrong.length > 0)
      throw new Error(
        `the analytics store of ${tenant} could not be made whole: ${wrong.map((one) => `${one.table} has ${one.lake} of ${one.postgres} rows`).join(', ')}`,
      )
    await forgetOwedLake(database, tenant)
    say(`the analytics store of ${tenant} is whole: ${tables.reduce((sum, { lake: rows }) => sum + rows, 0)} rows`)
  }
}
