import { LRUCache } from 'lru-cache'
import { api, type Http } from './host.ts'
import { openApiOf } from './openapi.ts'
import { docsPage, docsScript } from './docs-page.ts'
import { tenantOf } from './me-routes.ts'

/** The description of this tenant's API, and a page to read it on. */
export const addOpenApiRoutes = (http: Http): void => {
  const { app, platform } = http
  const cache = new LRUCache<string, string>({ max: 50, ttl: 3_000 })
  app.get(api('/openapi.json'), async (request, reply) => {
    const { caller } = request
    const model = await platform.model(caller.tenant)
    const key = `${caller.tenant} ${model.version} ${caller.bucket}`
    let text = cache.get(key)
    if (!text) {
      const [access, tenant] = await Promise.all([platform.access(caller.tenant, caller.actor), tenantOf(http, caller.tenant)])
      text = JSON.stringify(openApiOf(model, access, { title: tenant.name, url: http.publicUrl }))
      cache.set(key, text)
    }
    return reply.type('application/json; charset=utf-8').send(text)
  })
  const open = { config: { open: true } }
  app.get('/docs', open, async (_request, reply) => reply.type('text/html; charset=utf-8').send(docsPage))
  app.get('/docs/docs.js', open, async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(docsScript))
}
