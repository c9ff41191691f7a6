import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { codeOfError, isObject, refuse } from '@lianke/kernel'
import ipaddr from 'ipaddr.js'
import type { RequestInit as OutwardInit } from 'undici'

interface GuardOptions {
  /** Hosts or host:port that may be private, from the installation's configuration (a sandbox at `127.0.0.1:4010`). */
  readonly allowPrivate?: readonly string[]
  readonly timeoutMs?: number
  readonly bytesMax?: number
}
const timeoutMsDefault = 10_000
const bytesMaxDefault = 10 * 1024 * 1024
const redirectsMax = 3

/** Public unicast only; an IPv4 address dressed as IPv6 is undressed first. */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return parsed.range() === 'unicast'
}

const refuseAddress = (host: string): never => refuse('outgoing.private_address', { params: { host } })

/** Looks a name up and hands only public addresses to the socket: a name that changes its mind between check and use gains nothing. */
const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 4)
    const allowed = addresses.filter(({ address }) => isPublicAddress(address))
    const [first] = allowed
    if (!first) return done(Object.assign(new Error(`${hostname} has no public address`), { code: 'PRIVATE_ADDRESS' }), '', 4)
    if (options.all) return done(null, allowed)
    return done(null, first.address, first.family)
  })
}
/** What calls go by, loaded by the first of them. */
const openOutward = async () => {
  const { Agent, fetch } = await import('undici')
  return { fetch, publicAgent: new Agent({ connect: { lookup: lookupPublic } }), anyAgent: new Agent() }
}
let outward: ReturnType<typeof openOutward> | null = null

/** Refuses what is no address we call, and a private one that is written as such; `open`: the configuration allows it. */
export const checkUrl = (text: string, allowPrivate: readonly string[]): { url: URL; open: boolean } => {
  if (!URL.canParse(text)) refuse('outgoing.bad_url', { params: { url: text.slice(0, 200) } })
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse('outgoing.bad_url', { params: { url: text.slice(0, 200) } })
  if (url.username || url.password) refuse('outgoing.bad_url', { params: { url: url.host } })
  const open = allowPrivate.includes(url.host) || allowPrivate.includes(url.hostname)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // A literal address never passes the lookup, so it is judged here.
  if (!open && isIP(host) !== 0 && !isPublicAddress(host)) refuseAddress(url.hostname)
  return { url, open }
}

/** Cuts off a body that is longer than promised. */
const limited = (body: ReadableStream<Uint8Array>, bytesMax: number): ReadableStream<Uint8Array> => {
  let seen = 0
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        seen += chunk.byteLength
        if (seen > bytesMax) controller.error(new Error(`answer is longer than ${bytesMax} bytes`))
        else controller.enqueue(chunk)
      },
    }),
  )
}

/**
 * `fetch` for every outgoing call: public addresses only, at most 3 redirects (each checked; none with `redirect: 'manual'`), limited in time
 * and size.
 */
export const guardedFetch = (options: GuardOptions = {}) => {
  const { allowPrivate = [], timeoutMs = timeoutMsDefault, bytesMax = bytesMaxDefault } = options
  return async (address: string, init: RequestInit = {}): Promise<Response> => {
    const limit = AbortSignal.timeout(timeoutMs)
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit
    let target = checkUrl(address, allowPrivate)
    outward ??= openOutward()
    const { fetch, publicAgent, anyAgent } = await outward
    let request: RequestInit = { ...init, redirect: 'manual', signal }
    for (let hop = 0; ; hop++) {
      const dispatcher = target.open ? anyAgent : publicAgent
      const response = await fetch(target.url, { ...request, dispatcher } as unknown as OutwardInit).catch((error: unknown) => {
        if (isObject(error) && codeOfError(error.cause) === 'PRIVATE_ADDRESS') refuseAddress(target.url.hostname)
        throw error
      })
      const location = response.headers.get('location')
      if (init.redirect === 'manual' || response.status < 300 || response.status > 399 || response.status === 304 || !location) {
        const length = Number(response.headers.get('content-length') ?? 0)
        if (length > bytesMax) {
          await response.body?.cancel()
          throw new Error(`answer is longer than ${bytesMax} bytes`)
        }
        const body = response.body ? limited(response.body as unknown as ReadableStream<Uint8Array>, bytesMax) : null
        return new Response([204, 205, 304].includes(response.status) ? null : body, {
          status: response.status,
          statusText: response.statusText,
          headers: new Headers([...response.headers]),
        })
      }
      await response.body?.cancel()
      if (hop >= redirectsMax) refuse('outgoing.too_many_redirects', { params: { max: redirectsMax } })
      const next = checkUrl(new URL(location, target.url).href, allowPrivate)
      if (response.status === 303 || (response.status < 303 && request.method && !['GET', 'HEAD'].includes(request.method)))
        request = { ...request, method: 'GET', body: null }
      if (next.url.origin !== target.url.origin) {
        // A stranger behind a redirect does not get our credentials.
        const headers = new Headers(request.headers)
        for (const name of ['authorization', 'cookie', 'proxy-authorization']) headers.delete(name)
        request = { ...request, headers }
      }
      target = next
    }
  }
}
