import { join } from 'node:path'
import { deadDeliveriesSource } from '@lianke/engine-delivery'
import { deadEnvelopesSource, openReceiver, openRefusedLog, receivedCallbacks } from '@lianke/engine-intake'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { exportRoutes } from '@lianke/platform/exports'
import { importRoutes } from '@lianke/platform/imports'
import { localStore, openAuth, openHttp, readHttpConfig, s3Store } from '@lianke/platform/http'
import { disksOf, placesOf, type Role } from '@lianke/platform/runtime'
import { collectDoor } from '../doors/collect.door.ts'
import { wecomDoor } from '../doors/wecom.door.ts'
import { greetAtOnce } from '../doors/wecom-welcome.ts'
import { wecomSignIn } from '../doors/wecom-sign-in.door.ts'
import { segmentDoor } from '../doors/segment.door.ts'
import { wecomSyncDoor } from '../doors/wecom-sync.door.ts'
import { wecomDesk } from '../doors/wecom-desk.door.ts'
import { addPages } from '../pages.ts'
import { watchDisks } from '../disk-watch.ts'
import { outgoingAllowed } from '../outgoing.ts'
import { linkSandbox } from '../sandbox-link.ts'

const uploadBytesMax = 200 * 1024 * 1024

/** Pages and API. */
export const httpRole: Role = {
  name: 'http',
  async start({ config, platform, log }) {
    const { providers, s3, trustProxy } = readHttpConfig()
    const auth = await openAuth(platform, { secret: config.secret, publicUrl: config.url, providers })
    const store = s3 ? s3Store(s3) : localStore(join(config.data, 'files'))
    const app = await openHttp(platform, {
      auth,
      publicUrl: config.url,
      log,
      trustProxy,
      files: { store, root: join(config.data, 'uploads'), bytesMax: uploadBytesMax },
      machine: { disks: () => disksOf(placesOf(config), config) },
      operations: { deadLetters: [deadEnvelopesSource, deadDeliveriesSource], callbacks: receivedCallbacks },
    })
    const receiver = openReceiver(platform.database)
    const hostOf = openChannelHosts(platform, { receive: receiver.receive, log, allowPrivate: outgoingAllowed(config) })
    const known = new Set<string>()
    const isTenant = async (tenant: string) => {
      if (!known.has(tenant)) for (const each of await platform.tenants()) known.add(each)
      return known.has(tenant)
    }
    const refused = openRefusedLog(platform.database)
    await app.register(
      wecomDoor({
        hostOf,
        isTenant,
        store: receiver.receive,
        stored: greetAtOnce({ platform, hostOf }),
        refused: (tenant, reason) => refused(tenant, 'wecom', reason),
      }),
    )
    await app.register(wecomDesk({ platform, hostOf, publicUrl: config.url }))
    await app.register(wecomSyncDoor({ platform }))
    await app.register(wecomSignIn({ platform, auth, hostOf, isTenant, publicUrl: config.url, secret: config.secret }))
    await app.register(collectDoor(platform, auth, receiver.receive))
    await app.register(segmentDoor({ platform }))
    importRoutes(app, platform)
    exportRoutes(app, platform)
    await addPages(app)
    const unwatch = watchDisks(config, log)
    await app.listen({ port: config.port, host: config.host })
    if (config.sandbox)
      void linkSandbox(platform, config).catch((error: unknown) =>
        log.warn({ err: error }, 'the WeCom sandbox could not be tied to the first tenant'),
      )
    return {
      port: config.port,
      stop: async () => {
        unwatch()
        await app.close()
        await receiver.close()
        await auth.close()
      },
    }
  },
}
