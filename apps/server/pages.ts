import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { channels } from '../channels.ts'
import { type Below, sendAsset } from './assets.ts'

const built = (app: string) => join(import.meta.dirname, '..', app, 'dist')
const open = { config: { open: true } }
/** Inside a chat application the phone loads the vendor's scripts; nothing else from elsewhere runs, and not on the desktop's pages. */
const vendorScripts = channels.flatMap((module) => (module.channels ?? []).flatMap(({ scripts = [] }) => scripts)).join(' ')

/** The built pages: the desktop at `/`, the phone at `/h5/`. A path without a file is the application's own route. */
export const addPages = async (app: FastifyInstance): Promise<void> => {
  await app.register(fastifyStatic, { root: built('admin'), serve: false })
  for (const [prefix, folder] of [
    ['/h5/', built('mobile')],
    ['/', built('admin')],
  ] as const) {
    const page = join(folder, 'index.html')
    if (!existsSync(page)) continue
    const html = readFileSync(page)
    app.get<Below>(`${prefix}assets/*`, open, (request, reply) => sendAsset(request, reply, join(folder, 'assets')))
    const answer = (request: FastifyRequest<Below>, reply: FastifyReply) => {
      const { '*': path = '' } = request.params
      if (path.startsWith('api/')) return reply.callNotFound()
      if (/\.[a-z0-9]{2,5}$/i.test(path)) return reply.sendFile(path, folder)
      if (prefix === '/h5/') {
        const policy = String(reply.getHeader('content-security-policy') ?? '')
        reply.header('content-security-policy', policy.replace("script-src 'self'", `script-src 'self' ${vendorScripts}`))
      }
      return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html)
    }
    app.get<Below>(`${prefix}*`, open, answer)
    // `/h5/` arrives without its last stroke, which the line above does not take for its own.
    if (prefix !== '/') app.get<Below>(prefix.slice(0, -1), open, answer)
  }
}
