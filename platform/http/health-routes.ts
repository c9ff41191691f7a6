import { lagMetrics } from '../facts/index.ts'
import { histogram, metrics } from '../log/metrics.ts'
import type { Http } from './host.ts'
import { type MetricsAccess, refuseMetrics } from './metrics-access.ts'

const open = { config: { open: true } }

/** `/healthz`: the process answers. `/readyz`: its stores answer. `/metrics`: Prometheus. */
export const addHealthRoutes = (http: Http, access: MetricsAccess): void => {
  const { app, platform } = http
  const seconds = histogram({
    name: 'lianke_http_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.1, 0.3, 1, 5, 30],
  })
  lagMetrics(metrics, platform.database, () => platform.tenants())
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'unknown', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
  })
  app.get('/healthz', open, async () => ({ status: 'ok' }))
  app.get('/readyz', open, async (_request, reply) => {
    const timed = <T>(work: Promise<T>) =>
      Promise.race([
        work,
        new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer in 3 s')), 3_000).unref()),
      ])
    const ask = async (work: () => Promise<unknown>) =>
      timed(work()).then(
        () => 'ok',
        (error: Error) => error.message.slice(0, 200),
      )
    const database = await ask(() => platform.database.home.query({ text: 'select 1' }))
    const lake = await ask(() => platform.lake.query('', 'select {tenant:String} as tenant'))
    return reply.code(database === 'ok' ? 200 : 503).send({ status: database === 'ok' ? 'ready' : 'not_ready', database, lake })
  })
  app.get('/metrics', open, async (request, reply) => {
    refuseMetrics(request, access)
    return reply.type(metrics.contentType).send(await metrics.metrics())
  })
}
