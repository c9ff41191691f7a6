import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InjectOptions } from 'fastify'
import { everything } from '@lianke/platform/testing'
import { importOf, openRightsWorld, type RightsWorld } from './rights-world.testing.ts'

let world: RightsWorld
let paths: Record<string, Record<string, { operationId?: string; responses?: object }>>
beforeAll(async () => {
  world = await openRightsWorld()
  paths = (await world.ask(world.boss, { method: 'GET', url: '/api/v1/openapi.json' })).json().paths
})
afterAll(() => world?.company.close())

/** Mounted on purpose without a description, each with the reason. */
const undescribed: readonly (readonly [RegExp, string])[] = [
  [/^GET \/(healthz|readyz|metrics)$/, 'for whoever keeps the machine: docs/howto/operations.md'],
  [/^GET \/(docs|docs\/docs\.js|t\.js)$/, 'pages and scripts for browsers'],
  [/^GET \/api\/v1\/sign-in(\/with\/:provider|\*)$/, "a browser's way to a sign-in elsewhere and back"],
  [/^PUT \/api\/v1\/:room\/:noun\/:id$/, 'answers which methods there are'],
  [/^(GET|DELETE) \/api\/v1\/mcp$/, 'answers which method there is'],
  [/^(GET|POST) \/api\/v1\/wecom\/sandbox$/, 'ties a company to the sandbox beside it, for the set-up guide'],
]

/** A segment of a mounted path that a described one may stand for: `:room` is any module. */
const fits = (mounted: string, described: string): boolean => {
  const [own, theirs] = [mounted.split('/'), described.split('/')]
  return (
    own.length === theirs.length && own.every((part, at) => part === theirs[at] || (part.startsWith(':') && theirs[at] !== ''))
  )
}

describe('OpenAPI of the product', () => {
  it('describes every route that the server mounts, or it is named with the reason why not', () => {
    const strange = world.routes
      .filter(({ method, url }) => !Object.keys(paths).some((path) => fits(url, path) && paths[path]?.[method.toLowerCase()]))
      .map(({ method, url }) => `${method} ${url}`)
      .filter((route) => !undescribed.some(([named]) => named.test(route)))
    expect(strange).toEqual([])
    // A reason for a route that is gone is no reason.
    const mounted = world.routes.map(({ method, url }) => `${method} ${url}`)
    expect(undescribed.filter(([named]) => !mounted.some((route) => named.test(route)))).toEqual([])
  })
  it('holds what the rooms define: the callbacks and pages of WeCom, previews of segments, imports, collection', () => {
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/callbacks/wecom/{tenant}',
        '/api/v1/wecom/health',
        '/api/v1/wecom/js-config',
        '/api/v1/wecom/sync',
        '/sign-in/wecom',
        '/sign-in/wecom/back',
        '/sign-in/wecom/offered',
        '/api/v1/segments/preview',
        '/api/v1/imports/{id}/mapping',
        '/collect',
      ]),
    )
    expect(Object.keys(paths['/api/v1/imports'] ?? {}).sort()).toEqual(['get', 'post'])
  })
  it('is kept by the answers: an import from its upload to its figures, a preview, a sync', async () => {
    const boss = await world.company.person({ objects: { '*': everything }, rights: ['*'] })
    const id = await importOf(world.ask, boss, '姓名,手机\n一个人,错\n')
    const mapping = {
      columns: [
        { column: 0, field: 'name' },
        { column: 1, field: 'phone' },
      ],
    }
    const preview = { filter: { field: 'name', op: 'not_empty' } }
    const asked: InjectOptions[] = [
      { method: 'GET', url: '/api/v1/imports' },
      { method: 'GET', url: `/api/v1/imports/${id}` },
      { method: 'PUT', url: `/api/v1/imports/${id}/mapping`, payload: mapping },
      { method: 'POST', url: `/api/v1/imports/${id}/dry-run` },
      { method: 'GET', url: `/api/v1/imports/${id}/problems` },
      { method: 'POST', url: '/api/v1/segments/preview', payload: preview },
      { method: 'GET', url: '/api/v1/wecom/health' },
      { method: 'GET', url: '/api/v1/wecom/sync' },
    ]
    // `send` holds every answer against the description that this person gets.
    for (const each of asked) expect((await boss.send(each)).statusCode, JSON.stringify(each)).toBe(200)
    const refused = await boss.send({ method: 'POST', url: '/api/v1/wecom/sync' })
    expect(refused.json()).toMatchObject({ status: 409, code: 'wecom.not_configured' })
    expect((await boss.send({ method: 'POST', url: `/api/v1/imports/${id}/undo` })).statusCode).toBe(409)
  })
})
