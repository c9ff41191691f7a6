import type { FastifyInstance } from 'fastify'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
/** Every route of the server, from the server itself: a new route is tested without anybody remembering to. */
export const routesOf = (app: FastifyInstance): { method: Method; url: string }[] => {
  const found: { method: Method; url: string }[] = []
  const stack: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', part = '', methods = ''] = /^([│├└─\s]*)([^\s(]+)(?: \(([A-Z, ]+)\))?/.exec(line) ?? []
    const depth = indent.length / 4
    if (!part) continue
    stack.splice(Math.max(0, depth - 1))
    stack.push(part)
    for (const method of methods.split(', '))
      if (/^(GET|POST|PUT|PATCH|DELETE)$/.test(method)) found.push({ method: method as Method, url: stack.join('') })
  }
  return found
}

/** An answer without its ids, so that two can be compared. */
export const plainIds = (text: string): string => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
