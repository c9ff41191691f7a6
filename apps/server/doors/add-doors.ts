import { openReceiver, openRefusedLog } from '@lianke/engine-intake'
import type { Platform } from '@lianke/platform'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { exportRoutes } from '@lianke/platform/exports'
import { type Auth, mountRoutes } from '@lianke/platform/http'
import { importRoutes } from '@lianke/platform/imports'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { firstTenant } from '../first-tenant.ts'
import { collectDoor } from './collect.door.ts'
import type { SandboxBeside } from '../sandbox-link.ts'
import { sandboxDoor } from './sandbox.door.ts'
import { tenantDoor } from './tenant.door.ts'

export interface Doors {
  readonly platform: Platform
  readonly auth: Auth
  readonly log: Logger
  readonly publicUrl: string
  readonly secret: string
  readonly allowPrivate: readonly string[]
  /** Beside this installation; null: none runs. */
  readonly sandbox: SandboxBeside | null
}

/** Every door of the product beside the platform's own; a new one is added here, and a spec asks whether its answers keep to the rights. */
export const addDoors = async (
  app: FastifyInstance,
  { platform, auth, log, publicUrl, secret, allowPrivate, sandbox }: Doors,
): Promise<{ close(): Promise<void> }> => {
  const receiver = openReceiver(platform.database)
  const hostOf = openChannelHosts(platform, { receive: receiver.receive, log, allowPrivate })
  const refused = openRefusedLog(platform.database)
  await mountRoutes(app, { platform, auth, publicUrl, secret, firstTenant, hostOf, turnedAway: refused })
  await app.register(collectDoor(platform, auth, receiver.receive))
  await app.register(tenantDoor({ platform, auth, publicUrl }))
  await app.register(sandboxDoor(platform, sandbox))
  importRoutes(app, platform)
  exportRoutes(app, platform)
  return receiver
}
