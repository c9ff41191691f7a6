import { isObject } from '@lianke/kernel/plain'
import type { FastifyInstance } from 'fastify'
import type { Store } from '../world/store.ts'
import { faultOf, openAdmission } from './admission.ts'
import { ApiError, Input, textOf, type Call } from './api.ts'
import { openCallLog } from './call-log.ts'
import { contactWayCalls } from './contact-way.calls.ts'
import { customerCalls } from './customer.calls.ts'
import { directoryCalls } from './directory.calls.ts'
import { groupCalls } from './group.calls.ts'
import { messageCalls } from './message.calls.ts'
import { signInCalls } from './sign-in.calls.ts'
import { tagCalls } from './tag.calls.ts'
import { getToken } from './token.ts'
import { transferCalls } from './transfer.calls.ts'
import { mediaRoutes } from './media.routes.ts'
import { queryOf } from './query.ts'

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

const tokenPath = '/cgi-bin/gettoken'

/** The API under the vendor's own paths. */
export const apiRoutes = (server: FastifyInstance, store: Store) => {
  const { entries, answer } = openCallLog(store)
  const admit = openAdmission(store)
  server.get(tokenPath, (request, reply) => {
    const query = queryOf(request)
    return answer(request, reply, tokenPath, { corpid: query.corpid }, () => {
      const fault = faultOf(store, tokenPath)
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
          if (call.method === 'POST' && !isObject(body)) throw new ApiError(40035, 'invalid json')
          const result = call.run(store, new Input({ ...shown, ...(isObject(body) ? body : {}) }), caller)
          if (after !== null) throw new ApiError(after, textOf(after))
          return result
        })
      },
    })
  mediaRoutes(server, store, (path, query) => admit(path, query, undefined), answer)
  // What the vendor has and the sandbox has not: refused in the vendor's shape, as to an app that may not call it.
  server.all('/cgi-bin/*', (request, reply) => {
    const query = queryOf(request)
    const path = new URL(request.url, 'http://sandbox').pathname
    return answer(request, reply, path, request.body ?? {}, () => {
      admit(path, query, undefined)
      throw new ApiError(48002)
    })
  })
  return { log: entries, paths: [tokenPath, ...calls.map((call) => call.path)] }
}
