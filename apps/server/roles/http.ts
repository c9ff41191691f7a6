import { join } from 'node:path'
import { localStore, openAuth, openHttp } from '@lianke/platform/http'
import type { Role } from '@lianke/platform/runtime'
import { addPages } from '../pages.ts'

const uploadBytesMax = 200 * 1024 * 1024

/** Pages and API. */
export const httpRole: Role = {
  name: 'http',
  async start({ config, platform, log }) {
    const auth = await openAuth(platform, { secret: config.secret, publicUrl: config.url })
    const files = join(config.data, 'files')
    const app = await openHttp(platform, { auth, publicUrl: config.url, log, files: { store: localStore(files), root: join(config.data, 'uploads'), bytesMax: uploadBytesMax } })
    await addPages(app)
    await app.listen({ port: config.port, host: config.host })
    return {
      port: config.port,
      stop: async () => {
        await app.close()
        await auth.close()
      },
    }
  },
}
