import { openReceiver } from '@lianke/engine-intake'
import { runReaders } from '@lianke/platform'
import { openChannelHosts } from '@lianke/platform/channel-host'
import type { Role } from '@lianke/platform/runtime'
import { channels } from '../../channels.ts'
import { composeEngines } from '../../compose-engines.ts'
import { filePlace } from '../file-place.ts'
import { collectChannel, withLinks } from '@lianke/platform/collect'
import { outgoingAllowed } from '../outgoing.ts'

const turnsAtOnceMax = 6

/** The machines of the spine, turn by turn, tenant by tenant. */
export const engineRole: Role = {
  name: 'engine',
  async start({ config, platform, log }) {
    const receiver = openReceiver(platform.database)
    const stop = new AbortController()
    const engines = composeEngines(platform, {
      channels: [collectChannel, ...channels.flatMap((module) => module.channels ?? [])].map((channel) =>
        withLinks(platform, channel),
      ),
      hostOf: openChannelHosts(platform, { receive: receiver.receive, log, allowPrivate: outgoingAllowed(config) }),
      allowPrivate: outgoingAllowed(config),
      log: (level, message, data) => log[level](data, message),
      cold: filePlace(config),
    })
    const running = runReaders(platform, engines.readers, {
      signal: stop.signal,
      concurrencyMax: turnsAtOnceMax,
      log: (level, message, data) => log[level](data, message),
    })
    return {
      stop: async () => {
        stop.abort()
        await running
        await engines.drain(await platform.tenants())
        await receiver.close()
      },
    }
  },
}
