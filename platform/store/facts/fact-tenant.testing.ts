import { openDatabase } from '../db/open-database.ts'
import type { Database } from '../db/database.ts'
import { define } from '../schema/define.ts'
import { isDistributed, keptLocal, placeSchema } from '../schema/distributed.ts'
import { installHome } from '../schema/install-home.ts'
import { tenantMigrations } from '../schema/migrations.ts'

/** A tenant with the platform's own tables and no objects, for the parts that stand below the model. */
export const ledgerTenant = async (url: string): Promise<{ database: Database; tenant: string; close: () => Promise<void> }> => {
  const tenant = `f${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  const database = openDatabase({ url, max: 12 })
  await installHome(database)
  const distributed = await isDistributed(database.home)
  await database.home.transaction(async (tx) => {
    await tx.script(
      `${keptLocal('transaction')} create role "t_${tenant}"; grant "t_${tenant}" to current_user; create schema "t_${tenant}" authorization "t_${tenant}"`,
    )
    if (distributed) await placeSchema(tx, tenant)
  })
  for (const { sql } of await tenantMigrations()) await database.transaction(tenant, (tx) => define(tx, sql))
  const close = async () => {
    await database.home.transaction((tx) => tx.script(`drop schema "t_${tenant}" cascade; drop role "t_${tenant}"`))
    await database.close()
  }
  return { database, tenant, close }
}
