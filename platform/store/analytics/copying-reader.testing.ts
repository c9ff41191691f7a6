import { buildModel } from '../../model/model/model.ts'
import { openDatabase } from '../db/open-database.ts'
import { tinyShop } from '../../testing/tiny-shop.ts'
import { copyToAnalytics } from './analytics-reader.ts'
import { openAnalytics } from './open-analytics.ts'

/** The analytics store's reader in a process of its own, to be killed. */
const [databaseUrl = '', clickhouseUrl = '', tenant = ''] = process.argv.slice(2)
const database = openDatabase({ url: databaseUrl, max: 4 })
const analytics = openAnalytics({ url: clickhouseUrl })
const model = buildModel(tinyShop)
process.on('disconnect', () => process.exit(0))
for (;;) {
  const { more } = await copyToAnalytics({ database, analytics, model, tenant, identified: false, limit: 40 })
  process.send?.('turned')
  if (!more) await new Promise((resolve) => setTimeout(resolve, 10))
}
