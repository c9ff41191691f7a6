import { deadDeliveriesSource } from '@lianke/engine-delivery'
import { deadEnvelopesSource, receivedCallbacks } from '@lianke/engine-intake'
import { openAuth, openHttp, readHttpConfig } from '@lianke/platform/http'
import { disksOf, placesOf, type Role } from '@lianke/platform/runtime'
import { demoPassword } from '@lianke/tooling/demo-password'
import { addDoors } from '../doors/add-doors.ts'
import { filePlace } from '../file-place.ts'
import { addPages } from '../pages.ts'
import { watchDisks } from '../disk-watch.ts'
import { outgoingAllowed } from '../outgoing.ts'
import { sandboxBeside, tieAtStart } from '../sandbox-link.ts'

const uploadBytesMax = 200 * 1024 * 1024

/** Pages and API. */
export const httpRole: Role = {
  name: 'http',
  async start({ config, platform, log }) {
    const { providers, trustProxy, metricsToken } = readHttpConfig()
    const auth = await openAuth(platform, { secret: config.secret, publicUrl: config.url, providers })
    const app = await openHttp(platform, {
      auth,
      publicUrl: config.url,
      log,
      trustProxy,
      metricsToken,
      ...(config.reachable ? { publishedPassword: demoPassword } : {}),
      files: { ...filePlace(config), bytesMax: uploadBytesMax },
      allowPrivate: outgoingAllowed(config),
      machine: { disks: () => disksOf(placesOf(config), config) },
      operations: { deadLetters: [deadEnvelopesSource, deadDeliveriesSource], callbacks: receivedCallbacks },
    })
    const sandbox = config.sandbox ? sandboxBeside(platform, config) : null
    const receiver = await addDoors(app, {
      platform,
      auth,
      log,
      publicUrl: config.url,
      secret: config.secret,
      allowPrivate: outgoingAllowed(config),
      sandbox,
    })
    await addPages(app)
    const unwatch = watchDisks(config, log)
    await app.listen({ port: config.port, host: config.host })
    if (sandbox)
      void tieAtStart(platform, sandbox).catch((error: unknown) =>
        log.warn({ err: error }, 'the sandbox could not be tied to the first tenant'),
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
