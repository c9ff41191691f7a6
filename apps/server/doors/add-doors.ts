import { openReceiver, openRefusedLog } from '@lianke/engine-intake'
import type { Platform } from '@lianke/platform'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { exportRoutes } from '@lianke/platform/exports'
import type { Auth } from '@lianke/platform/http'
import { importRoutes } from '@lianke/platform/imports'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { collectDoor } from './collect.door.ts'
import { segmentDoor } from './segment.door.ts'
import { tenantDoor } from './tenant.door.ts'
import { wecomDesk } from './wecom-desk.door.ts'
import { wecomSignIn } from './wecom-sign-in.door.ts'
import { wecomSyncDoor } from './wecom-sync.door.ts'
import { wecomDoor } from './wecom.door.ts'
import { greetAtOnce } from './wecom-welcome.ts'

export interface Doors {
  readonly platform: Platform
  readonly auth: Auth
  readonly log: Logger
  readonly publicUrl: string
  readonly secret: string
  readonly allowPrivate: readonly string[]
}

/** Every door of the product beside the platform's own; a new one is added here, and a spec asks whether its answers keep to the rights. */
export const addDoors = async (
  app: FastifyInstance,
  { platform, auth, log, publicUrl, secret, allowPrivate }: Doors,
): Promise<{ close(): Promise<void> }> => {
  const receiver = openReceiver(platform.database)
  const hostOf = openChannelHosts(platform, { receive: receiver.receive, log, allowPrivate })
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
  await app.register(wecomDesk({ platform, hostOf, publicUrl }))
  await app.register(wecomSyncDoor({ platform }))
  await app.register(wecomSignIn({ platform, auth, hostOf, isTenant, publicUrl, secret }))
  await app.register(collectDoor(platform, auth, receiver.receive))
  await app.register(segmentDoor({ platform }))
  await app.register(tenantDoor({ platform, auth, publicUrl }))
  importRoutes(app, platform)
  exportRoutes(app, platform)
  return receiver
}
