import type { ModuleDefinition } from '@lianke/kernel'
import type { Database } from '../../db/database.ts'
import { openDatabase } from '../../db/open-database.ts'
import { buildModel } from '../../../model/model/model.ts'
import { testUrls } from '../../../testing/index.ts'
import { createTenant } from '../create-tenant.ts'
import { installHome } from '../install-home.ts'

const dropsAtOnce = 4

/** Tenants of a specification: made on demand, taken away at the end. */
export const openTenants = async () => {
  const database: Database = openDatabase({ url: testUrls().databaseUrl, max: 6 })
  await installHome(database)
  const made: string[] = []
  return {
    database,
    make: async (modules: readonly ModuleDefinition[], zone = 'Asia/Shanghai'): Promise<string> => {
      const id = `s${Math.random().toString(36).slice(2, 12)}`
      made.push(id)
      await createTenant(database, { id, name: id, zone, locale: 'zh-CN', baseCurrency: 'CNY' }, buildModel(modules))
      return id
    },
    close: async () => {
      const drop = async (): Promise<void> => {
        for (let id = made.pop(); id !== undefined; id = made.pop()) {
          await database.home.transaction((tx) =>
            tx.script(
              `drop schema if exists "t_${id}" cascade; drop role if exists "t_${id}"; delete from lianke.tenant where id = '${id}'`,
            ),
          )
        }
      }
      await Promise.all(Array.from({ length: dropsAtOnce }, drop))
      await database.close()
    },
  }
}
