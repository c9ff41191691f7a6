import { isObject, textIn } from '@lianke/kernel'
import type { FastifyRequest, InjectOptions } from 'fastify'
import type { Http } from '../http/host.ts'

/** The API as the caller of the assistant meets it: the same routes, rights, limits and refusals. */
export interface McpDoor {
  readonly who: string
  ask<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, given?: Given): Promise<T>
}
interface Given {
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** The same write is done once, however often it is asked for. */
  readonly once?: string
}

/** What the API refused, as its problem document says it. */
export class ProblemAnswer extends Error {
  constructor(problem: unknown) {
    const { title, detail, code, problems } = isObject(problem) ? problem : {}
    const lines = [textIn(title), textIn(detail), textIn(code) && `code: ${String(code)}`]
    super([...lines, problems ? JSON.stringify(problems) : null].filter(Boolean).join('\n') || 'refused')
    this.name = 'ProblemAnswer'
  }
}

const passedOn = ['authorization', 'cookie', 'origin', 'sec-fetch-site', 'accept-language'] as const

/** Opens the API for one request of an assistant; each question goes in by its own route. */
export const openDoor = ({ app }: Pick<Http, 'app'>, request: FastifyRequest): McpDoor => {
  const headers = Object.fromEntries(passedOn.flatMap((name) => (request.headers[name] ? [[name, request.headers[name]]] : [])))
  const { tenant, actor } = request.caller
  return {
    who: `${tenant} ${actor.kind} ${actor.id}`,
    async ask(method, path, { query, body, once } = {}) {
      const asked: InjectOptions = {
        method,
        url: `/api/v1${path}`,
        headers: { ...headers, ...(once ? { 'idempotency-key': once } : {}) },
        remoteAddress: request.ip,
        ...(query ? { query: { ...query } } : {}),
        ...(body === undefined ? {} : { payload: body as object }),
      }
      const answer = await app.inject(asked)
      const said = answer.body === '' ? null : answer.json()
      if (answer.statusCode >= 400) throw new ProblemAnswer(said)
      return said
    },
  }
}

/** `customer.person` → `/customer/person`. */
export const pathOf = (object: string): string => `/${object.split('.').map(encodeURIComponent).join('/')}`
