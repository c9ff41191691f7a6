import { buildModel } from '../../model/model/model.ts'
import { openDatabase } from '../db/open-database.ts'
import { tinyShop } from '../../testing/tiny-shop.ts'
import { copyToLake } from './lake-reader.ts'
import { openLake } from './open-lake.ts'

/** The lake's reader in a process of its own, to be killed. */
const [databaseUrl = '', clickhouseUrl = '', tenant = ''] = process.argv.slice(2)
const database = openDatabase({ url: databaseUrl, max: 4 })
const lake = openLake({ url: clickhouseUrl })
const model = buildModel(tinyShop)
process.on('disconnect', () => process.exit(0))
for (;;) {
  const { more } = await copyToLake({ database, lake, model, tenant, identified: false, limit: 40 })
  process.send?.('turned')
  if (!more) await new Promise((resolve) => setTimeout(resolve, 10))
}
