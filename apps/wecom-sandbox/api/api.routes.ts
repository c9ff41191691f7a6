import { isObject } from '@lianke/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Store } from '../world/store.ts'
import { ApiError, errorBody, Input, textOf, type Call, type Caller } from './api.ts'
import { contactWayCalls } from './contact-way.calls.ts'
import { customerCalls } from './customer.calls.ts'
import { directoryCalls } from './directory.calls.ts'
import { groupCalls } from './group.calls.ts'
import { messageCalls } from './message.calls.ts'
import { signInCalls } from './sign-in.calls.ts'
import { tagCalls } from './tag.calls.ts'
import { callerOf, getToken } from './token.ts'
import { transferCalls } from './transfer.calls.ts'
import { mediaRoutes } from './media.routes.ts'
import { queryOf } from './query.ts'

export interface ApiEntry {
  id: number
  at: number
  method: string
  path: string
  input: unknown
  errcode: number
  errmsg: string
  ms: number
}
const logMax = 500
const secondsPerWindow = 60

const calls: readonly Call[] = [
  ...directoryCalls,
  ...customerCalls,
  ...contactWayCalls,
  ...tagCalls,
  ...messageCalls,
  ...transferCalls,
  ...groupCalls,
  ...signInCalls,
]

/** The API under the vendor's own paths. */
export const apiRoutes = (server: FastifyInstance, store: Store) => {
  const log: ApiEntry[] = []
  const counts = new Map<string, { minute: number; count: number }>()
  let serial = 0

  /** Token, rights, frequency and failures on order, the same for every path. */
  const admit = (path: string, query: Record<string, string>, needs: Call['needs']): { caller: Caller; after: number | null } => {
    const fault = store.world.switches.failures.find((each) => each.times > 0 && each.path === path)
    if (fault && !fault.after) {
      fault.times--
      store.changed()
      throw new ApiError(fault.errcode)
    }
    const caller = callerOf(store, query.access_token ?? '')
    const minute = Math.floor(store.now() / secondsPerWindow)
    const count = counts.get(path)
    const current = count?.minute === minute ? count : { minute, count: 0 }
    current.count++
    counts.set(path, current)
    if (current.count > store.world.switches.calls_per_minute) throw new ApiError(45009)
    if (needs && !caller.app.permissions.includes(needs)) throw new ApiError(48002)
    if (fault) {
      fault.times--
      store.changed()
    }
    return { caller, after: fault?.after ? fault.errcode : null }
  }
  /** Runs one call and writes it into the log whatever comes of it. */
  const answer = (
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    input: unknown,
    work: () => Record<string, unknown> | undefined,
  ) => {
    const started = performance.now()
    let body: Record<string, unknown>
    try {
      body = { errcode: 0, errmsg: 'ok', ...work() }
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause
      body = errorBody(store, cause.errcode, cause.message)
    }
    store.changed()
    log.push({
      id: ++serial,
      at: store.now(),
      method: request.method,
      path,
      input,
      errcode: Number(body.errcode),
      errmsg: String(body.errmsg),
      ms: Math.round(performance.now() - started),
    })
    if (log.length > logMax) log.shift()
    return reply.send(body)
  }

  server.get('/cgi-bin/gettoken', (request, reply) => {
    const query = queryOf(request)
    return answer(request, reply, '/cgi-bin/gettoken', { corpid: query.corpid }, () => {
      const fault = store.world.switches.failures.find((each) => each.times > 0 && each.path === '/cgi-bin/gettoken')
      if (fault) {
        fault.times--
        throw new ApiError(fault.errcode)
      }
      return getToken(store, new Input(query))
    })
  })
  for (const call of calls)
    server.route({
      method: call.method,
      url: call.path,
      handler: (request, reply) => {
        const query = queryOf(request)
        const { access_token: _token, ...shown } = query
        const body = call.method === 'POST' ? request.body : undefined
        return answer(request, reply, call.path, body ?? shown, () => {
          const { caller, after } = admit(call.path, query, call.needs)
          if (call.method === 'POST' && (typeof body !== 'object' || body === null || Array.isArray(body)))
            throw new ApiError(40035, 'invalid json')
          const result = call.run(store, new Input({ ...shown, ...(isObject(body) ? body : {}) }), caller)
          if (after !== null) throw new ApiError(after, textOf(after))
          return result
        })
      },
    })
  mediaRoutes(server, store, (path, query) => admit(path, query, undefined), answer)
  return { log, paths: ['/cgi-bin/gettoken', ...calls.map((call) => call.path)] }
}
