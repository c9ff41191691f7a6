import { openReceiver } from '@lianke/engine-intake'
import { openPlatform } from '@lianke/platform'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { mountRoutes, openAuth } from '@lianke/platform/http'
import fastify from 'fastify'
import { pino } from 'pino'
import { definitions } from '../definitions.ts'

/** One process that only takes callbacks: it may be killed at any moment after it has answered. */
const { DATABASE_URL = '', CLICKHOUSE_URL = '', TENANT = '', SECRET = '' } = process.env
const platform = await openPlatform({
  databaseUrl: DATABASE_URL,
  clickhouseUrl: CLICKHOUSE_URL,
  secret: SECRET,
  modules: definitions,
  connectionsMax: 3,
})
const receiver = openReceiver(platform.database)
const publicUrl = 'http://localhost:3000'
const auth = await openAuth(platform, { secret: SECRET, publicUrl })
const app = fastify()
const hostOf = openChannelHosts(platform, { receive: receiver.receive, log: pino({ level: 'warn' }), allowPrivate: [] })
await mountRoutes(app, { platform, auth, publicUrl, secret: SECRET, firstTenant: TENANT, hostOf, turnedAway: () => undefined })
const address = await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ port: Number(new URL(address).port) })
