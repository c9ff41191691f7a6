import { refuse } from '@lianke/kernel'
import type { FastifyInstance } from 'fastify'
import { readJson } from './read-json.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })
/** An escaped NUL: PostgreSQL can hold it nowhere. */
const nul = /(?<!\\)(?:\\\\)*\\u0000/

const decode = (body: Buffer): string => {
  try {
    return utf8.decode(body)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return refuse('body.wrong_encoding', { status: 400 })
  }
}
const parse = (text: string): unknown => {
  try {
    return readJson(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return refuse('body.bad_json', { status: 400, params: { reason: error.message.slice(0, 200) } })
  }
}

/** JSON only, in UTF-8, without members that would reach for a prototype; everything else is 415. */
export const addBodyParsers = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(['application/json', 'application/merge-patch+json'], { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer
    if (bytes.length === 0) return done(null, undefined)
    const charset = /charset\s*=\s*"?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1]
    try {
      if (charset && !/^utf-?8$/i.test(charset)) refuse('body.wrong_encoding', { status: 415 })
      request.raw_body = bytes
      const text = decode(bytes)
      if (text.includes('\\u0000') && nul.test(text)) refuse('body.null_character', { status: 400 })
      if (/"(__proto__|\\u005f)/.test(text)) refuse('body.bad_json', { status: 400, params: { reason: '__proto__' } })
      return done(null, parse(text))
    } catch (error) {
      return done(error as Error)
    }
  })
}

/** The body of a write as an object of members. */
export const objectBody = (body: unknown): Record<string, unknown> => {
  if (body === undefined) refuse('body.empty', { status: 400 })
  if (typeof body !== 'object' || body === null || Array.isArray(body)) refuse('body.not_an_object', { status: 400 })
  return body as Record<string, unknown>
}
