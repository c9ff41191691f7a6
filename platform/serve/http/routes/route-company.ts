import { type Actor, check, type ChannelHost, type UnitOfWork, type RouteCompany, type RouteDefinition } from '@lianke/kernel'
import { personalGreeting } from '../../collect/mark-links.ts'
import { askGreetings } from '../../../model/engine/greet.ts'
import { listJobs } from '../../../store/jobs/job-console.ts'
import type { Platform } from '../../../platform.ts'
import type { Auth } from '../../auth/auth.ts'
import { signInStaff } from '../../auth/sign-in-staff.ts'
import type { Caller } from '../caller.ts'

/** What the application gives to the routes of modules. */
export interface RoutesGiven {
  readonly platform: Platform
  readonly auth: Auth
  readonly publicUrl: string
  /** LIANKE_SECRET: what routes promise themselves is signed by it. */
  readonly secret: string
  /** The company of a public route that names none. */
  readonly firstTenant: string
  readonly hostOf: (tenant: string) => ChannelHost
  /** A callback that was turned away, and why. */
  readonly turnedAway: (tenant: string, channel: string, reason: string, text?: string) => void
}

/** Routes of the platform's own modules and of engines may use its doors; those of modules and channels see a {@link RouteCompany} only. */
export interface Inside {
  readonly platform: Platform
  readonly caller: Caller | null
}
const insides = new WeakMap<object, Inside>()
/** The doors behind a call. */
export const insideOfCall = (call: RouteCompany): Inside => {
  const inside = insides.get(call)
  check(inside, 'the call was made by the platform')
  return inside
}

interface Asked {
  readonly route: RouteDefinition
  readonly tenant: string
  readonly paused?: boolean
  readonly actor: Actor
  readonly caller: Caller | null
  readonly address: string
  readonly agent: string | null
  /** The one transaction of the request, where its answer is kept under an idempotency key. */
  readonly within?: UnitOfWork
}

/** Adds one company to what a route is given. */
export const companyIn = <T extends object>(given: RoutesGiven, asked: Asked, rest: T): T & RouteCompany => {
  const { platform, auth } = given
  const { tenant, actor, address, agent, caller } = asked
  const room = asked.route.name.split('.')[0] ?? ''
  const company: RouteCompany = {
    tenant,
    paused: asked.paused ?? false,
    actor,
    host: given.hostOf(tenant),
    unit: (run) => (asked.within ? run(asked.within) : platform.work(tenant, actor, run)),
    reading: () => platform.reading(tenant, actor),
    lastRun: async (job, about) => (await listJobs(platform.database, tenant, { job, about, limit: 1 }))[0] ?? null,
    changeSettings: (decide) => platform.settings.change(tenant, decide, actor.id),
    turnedAway: (reason, text) => given.turnedAway(tenant, room, reason, text),
    greeting: async ({ who, state }, nickname) => {
      const { greetings } = await platform.model(tenant)
      const asking = await platform.reading(tenant, { kind: 'system', id: room })
      const [content = null] = await askGreetings(asking, greetings, [{ state, nickname }])
      return content && personalGreeting(platform, tenant, content, who)
    },
    signIn: (visitor) => signInStaff({ platform, auth, tenant, channel: room, visitor, address, agent }),
  }
  const whole = Object.assign(rest, company)
  insides.set(whole, { platform, caller })
  return whole
}
