import { openPlatform } from '../../../open-platform.ts'
import { guardedFetch } from '../../http/guarded-fetch.ts'
import { tinyShop } from '../../../testing/tiny-shop.ts'
import { openWebhookSender } from '../webhook-sender.ts'

/** A sender in a process of its own, to be killed: it has the answer, says so, and never writes it down. */
const [databaseUrl = '', clickhouseUrl = '', tenant = '', host = '', holdMs = ''] = process.argv.slice(2)
const platform = await openPlatform({ databaseUrl, clickhouseUrl, secret: 'a secret for tests only', modules: tinyShop })
const sender = openWebhookSender(platform, {
  fetch: guardedFetch({ allowPrivate: [host] }),
  holdMs: Number(holdMs),
  answered: (id) => {
    process.send?.(id)
    return new Promise<void>(() => undefined)
  },
})
process.on('disconnect', () => process.exit(0))
await sender.reader.turn(tenant)
