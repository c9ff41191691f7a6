import { createHash, timingSafeEqual } from 'node:crypto'
import { refuse } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'

/** How `/metrics` is kept. */
export interface MetricsAccess {
  /** Whoever shows it may read, from anywhere. Null: only this machine itself. */
  readonly token: string | null
  /** A proxy stands in front, so that an address of this machine says nothing. */
  readonly proxied: boolean
}

/** What proxies add to the requests they pass on. */
const forwarding = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-forwarded-server',
  'x-real-ip',
  'x-client-ip',
  'x-original-host',
  'cf-connecting-ip',
  'true-client-ip',
]
const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
/** `localhost:3000`, `127.0.0.1`, `[::1]:3000`. */
const namesLoopback = (host: string | undefined): boolean => {
  const name = /^(\[[^\]]+\]|[^:]+)(:\d+)?$/.exec(host ?? '')?.[1]?.replace(/^\[|\]$/g, '')
  return name !== undefined && (name.toLowerCase() === 'localhost' || isLoopback(name))
}
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * Figures are for operators. With a token, for whoever shows it; without one, for this machine alone and only when it asks by itself: a
 * proxy on the same machine passes strangers on under its own address, and is known by its headers or by the name that was asked for.
 */
export const refuseMetrics = (request: FastifyRequest, { token, proxied }: MetricsAccess): void => {
  if (token !== null) {
    const shown = /^bearer\s+(\S{1,500})$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (!timingSafeEqual(digest(shown), digest(token))) refuse('metrics.token_needed', { status: 401 })
    return
  }
  const direct =
    !proxied &&
    isLoopback(request.socket.remoteAddress) &&
    namesLoopback(request.headers.host) &&
    forwarding.every((name) => request.headers[name] === undefined)
  if (!direct) refuse('route.unknown', { status: 404 })
}
