import type { Store } from '../world/store.ts'
import { ApiError, errorBody, type Answer } from './api.ts'

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

/** Every call that came in with its answer, the newest last. */
export const openCallLog = (store: Store): { entries: ApiEntry[]; answer: Answer } => {
  const entries: ApiEntry[] = []
  let serial = 0
  /** Runs one call and writes it into the log whatever comes of it. */
  const answer: Answer = (request, reply, path, input, work) => {
    const started = performance.now()
    let body: Record<string, unknown>
    try {
      body = { errcode: 0, errmsg: 'ok', ...work() }
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause
      body = errorBody(store, cause.errcode, cause.message)
    }
    store.changed()
    entries.push({
      id: ++serial,
      at: store.now(),
      method: request.method,
      path,
      input,
      errcode: Number(body.errcode),
      errmsg: String(body.errmsg),
      ms: Math.round(performance.now() - started),
    })
    if (entries.length > logMax) entries.shift()
    return reply.send(body)
  }
  return { entries, answer }
}
