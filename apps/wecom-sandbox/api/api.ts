import { isObject } from '@lianke/kernel/plain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Permission } from '../world/world.ts'
import type { Store } from '../world/store.ts'

/** A business error as the vendor words it: HTTP 200 with errcode. */
export class ApiError extends Error {
  readonly errcode: number
  constructor(errcode: number, text?: string) {
    super(text ?? texts[errcode] ?? 'invalid parameter')
    this.errcode = errcode
  }
}
export const fail = (errcode: number, text?: string): never => {
  throw new ApiError(errcode, text)
}

const texts: Readonly<Record<number, string>> = {
  [-1]: 'system busy',
  40001: 'invalid credential',
  40003: 'invalid userid',
  40007: 'invalid media_id',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40031: 'invalid userid list',
  40035: 'invalid parameter',
  40056: 'invalid agentid',
  40058: 'missing parameter',
  40068: 'invalid tagid',
  40071: 'tag name exist',
  40072: 'invalid tag name length',
  40096: 'invalid external userid',
  40097: 'the handover user has not left',
  40098: 'invalid userid, not real-name verified',
  40100: 'external user in transfer',
  40128: 'external user transfer too often',
  40130: 'handover user is takeover user',
  40131: 'handover user is not follow user',
  41001: 'access_token missing',
  41002: 'corpid missing',
  41004: 'secret missing',
  41035: 'missing external userid',
  41037: 'missing contact way type',
  41038: 'missing contact way scene',
  41039: 'invalid contact way type',
  41040: 'invalid contact way scene',
  41041: 'too many users in contact way',
  41042: 'invalid contact way style',
  41043: 'missing config_id',
  41044: 'invalid config_id',
  41045: 'contact way limit reached',
  41048: 'no customer to send',
  41049: 'missing welcome_code',
  41050: 'invalid welcome_code',
  41051: 'externaluser has started chatting',
  41054: 'user not activated',
  41063: 'group msg is dispatching',
  41064: 'too many attachments',
  41065: 'invalid attachment type',
  41091: 'too many chat_id',
  41093: 'group msg cancelled',
  41096: 'welcome msg is being distributed',
  42001: 'access_token expired',
  42003: 'code expired',
  42022: 'code been used',
  44004: 'empty content',
  45002: 'content size out of limit',
  45009: 'api freq out of limit',
  45033: 'api concurrent out of limit',
  48002: 'api forbidden',
  50001: 'redirect_url unauthorized',
  50003: 'app disabled',
  50100: 'invalid cursor',
  60003: 'department not found',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  81013: 'user & party & tag all invalid',
  84061: 'not external contact',
  84074: 'no external contact permission',
  90501: 'not external group chat',
  91040: 'invalid ticket type',
}
export const textOf = (errcode: number): string => texts[errcode] ?? 'invalid parameter'

/** The body of an error, with the hint that support would ask for. */
export const errorBody = (store: Store, errcode: number, text: string): Record<string, unknown> => ({
  errcode,
  errmsg: `${text}, hint: [${store.now()}_61_${store.id('', 32)}], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`,
})

/** Parameters of a call: the query and, for POST, the JSON body; read with care, because callers are tested here. */
export class Input {
  readonly values: Readonly<Record<string, unknown>>
  constructor(values: Readonly<Record<string, unknown>>) {
    this.values = values
  }
  has(name: string): boolean {
    const value = this.values[name]
    return value !== undefined && value !== null && value !== ''
  }
  text(name: string): string {
    const value = this.values[name]
    if (value === undefined || value === null) return ''
    return typeof value === 'string' || typeof value === 'number' ? String(value) : fail(40035, `invalid ${name}`)
  }
  number(name: string, fallback: number): number {
    if (!this.has(name)) return fallback
    const value = Number(this.values[name])
    return Number.isFinite(value) ? value : fail(40035, `invalid ${name}`)
  }
  flag(name: string, fallback: boolean): boolean {
    const value = this.values[name]
    return value === undefined || value === null ? fallback : typeof value === 'boolean' ? value : fail(40035, `invalid ${name}`)
  }
  texts(name: string): string[] {
    const value = this.values[name]
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) return fail(40035, `invalid ${name}`)
    return value.map(String)
  }
  object(name: string): Record<string, unknown> | null {
    const value = this.values[name]
    return isObject(value) ? { ...value } : null
  }
  list(name: string): Record<string, unknown>[] {
    const value = this.values[name]
    if (value === undefined || value === null) return []
    return Array.isArray(value) ? value.filter(isObject).map((one) => ({ ...one })) : fail(40035, `invalid ${name}`)
  }
}

export interface Caller {
  readonly app: App
  readonly secret: string
}
/** One path of the API. `needs` is the right of the app; `open` calls need no token. */
export interface Call {
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly needs?: Permission
  readonly open?: boolean
  readonly run: (store: Store, input: Input, caller: Caller) => Record<string, unknown> | undefined
}
export const post = (path: string, needs: Permission, run: Call['run']): Call => ({ path, method: 'POST', needs, run })
export const get = (path: string, needs: Permission | undefined, run: Call['run']): Call => ({ path, method: 'GET', needs, run })

/** Refuses members outside the app's visible range. */
export const mustSee = (caller: Caller, userid: string): void => {
  if (caller.app.visible !== '*' && !caller.app.visible.includes(userid)) fail(60011)
}

/** Cursor paging of family A: the cursor is opaque and checked; an over-large limit is clamped. */
export const paged = <T>(
  rows: readonly T[],
  input: Input,
  limits: { usual: number; max: number },
): { rows: readonly T[]; next_cursor: string } => {
  const limit = Math.min(Math.max(1, input.number('limit', limits.usual)), limits.max)
  const cursor = input.text('cursor')
  let start = 0
  if (cursor) {
    const match = /^page:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))
    start = match ? Number(match[1]) : fail(50100)
  }
  const end = start + limit
  return { rows: rows.slice(start, end), next_cursor: end < rows.length ? Buffer.from(`page:${end}`).toString('base64url') : '' }
}

/** Runs one call's work, answers it and writes it into the log. */
export type Answer = (
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  input: unknown,
  work: () => Record<string, unknown> | undefined,
) => unknown
