import { buildModel, createTenant, openDatabase } from '@lianke/platform'
import { openAuth } from '@lianke/platform/http'
import { definitions } from '../apps/definitions.ts'
import type { BenchContext } from './bench.ts'
import { benchSecret, openBench } from './data.ts'

/** An empty tenant for one bench alone; its id. */
export const freshTenant = async (context: BenchContext, name: string): Promise<string> => {
  const id = `${name}${Date.now()}`
  const database = openDatabase({ url: context.databaseUrl, max: 2 })
  await createTenant(database, { id, name, zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY' }, buildModel(definitions))
  await database.close()
  return id
}

/** A key of a program that may do everything in this tenant. */
export const keyOf = async (context: BenchContext, tenant: string): Promise<string> => {
  const platform = await openBench(context, 2)
  const auth = await openAuth(platform, { secret: benchSecret, publicUrl: 'http://127.0.0.1' })
  try {
    return (await auth.keys.make({ tenant, name: 'bench', scopes: ['*'], expiresAt: null, by: null })).key
  } finally {
    await auth.close()
    await platform.close()
  }
}
