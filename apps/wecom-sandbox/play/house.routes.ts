import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'

const dropped = new Set([
  'content-security-policy',
  'x-frame-options',
  'cross-origin-opener-policy',
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'set-cookie',
])
const notForwarded = new Set(['host', 'connection', 'content-length', 'accept-encoding', 'origin', 'referer'])

/** A redirect as the web view follows it: authorisation needs no question, since the client knows who uses it, and comes back to the frame. */
const stay = (location: string, asked: string, { house, own }: { house: string; own: string }): string => {
  const url = new URL(location, own)
  if (url.pathname !== '/connect/oauth2/authorize') return location.replace(house, '')
  const back = url.searchParams.get('redirect_uri') ?? ''
  url.searchParams.set('redirect_uri', back.replace(house, own))
  const userid = new URL(new URL(asked, own).searchParams.get('to') ?? '/', own).searchParams.get('userid')
  if (userid) url.searchParams.set('as', userid)
  return `${url.pathname}${url.search}`
}

/**
 * The product's pages under our own address, as the WeCom client's web view shows them: what forbids framing in an ordinary browser is left out.
 * The product itself stays as strict as it is.
 */
export const houseRoutes = (server: FastifyInstance, houseUrl: string): void => {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    for (const url of ['/h5', '/h5/*', '/api/*', '/sign-in', '/sign-in/*'])
      scope.all<{ Body: Buffer | undefined }>(url, async (request, reply) => {
        const headers = new Headers({ origin: new URL(houseUrl).origin })
        for (const [name, value] of Object.entries(request.headers))
          if (!notForwarded.has(name) && value !== undefined) headers.set(name, String(value))
        const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : request.body
        // A page that names its own address means the product's.
        const ownOrigin = `${request.protocol}://${request.headers.host ?? ''}`
        const own = encodeURIComponent(ownOrigin)
        const path = request.url.replaceAll(own, encodeURIComponent(new URL(houseUrl).origin))
        let answer: Response
        try {
          answer = await fetch(`${houseUrl}${path}`, {
            method: request.method,
            headers,
            body: body ? new Uint8Array(body) : undefined,
            redirect: 'manual',
          })
        } catch (cause) {
          return reply
            .code(502)
            .type('text/plain; charset=utf-8')
            .send(
              `连客没有应答 · Lianke does not answer at ${houseUrl}: ${cause instanceof Error ? cause.message : String(cause)}`,
            )
        }
        reply.code(answer.status)
        for (const [name, value] of answer.headers) if (!dropped.has(name)) reply.header(name, value)
        const location = answer.headers.get('location')
        if (location) reply.header('location', stay(location, request.url, { house: new URL(houseUrl).origin, own: ownOrigin }))
        for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
        return reply.send(answer.body ? Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]) : '')
      })
  })
}
