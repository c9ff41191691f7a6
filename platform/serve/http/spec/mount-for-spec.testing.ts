import type { FastifyInstance } from 'fastify'
import type { Auth } from '../../auth/auth.ts'
import { openChannelHosts } from '../../channel-host/index.ts'
import { openLog } from '../../../run/log/log.ts'
import type { Platform } from '../../../platform.ts'
import { mountRoutes } from '../routes/mount-routes.ts'
import type { RoutesGiven } from '../routes/route-company.ts'

/** The routes that modules define, on a server of a specification: its hosts speak to nobody of our own network, what they post is lost. */
export const mountForSpec = (
  app: FastifyInstance,
  given: { platform: Platform; auth: Auth; publicUrl: string } & Partial<RoutesGiven>,
): Promise<void> =>
  mountRoutes(app, {
    secret: 'a secret for the tests only',
    firstTenant: 'main',
    hostOf: openChannelHosts(given.platform, {
      receive: async () => undefined,
      log: openLog({ name: 'spec', level: 'silent' }),
    }),
    turnedAway: () => undefined,
    ...given,
  })
