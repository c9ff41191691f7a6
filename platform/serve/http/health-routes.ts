import { lagMetrics } from '../../store/facts/index.ts'
import { histogram, metrics } from '../../run/log/metrics.ts'
import type { Http } from './host.ts'
import { type MetricsAccess, refuseMetrics } from './metrics-access.ts'
import { type MachineGiven, machineMetrics, type StoreState, storeStates, worstOf } from './machine.ts'

const open = { config: { open: true } }

/** What the health routes are told of where they stand. */
interface HealthGiven {
  readonly access: MetricsAccess
  readonly machine: MachineGiven
}

/** `/healthz`: the process answers. `/readyz`: its stores answer, and whether disks have room. `/metrics`: Prometheus. */
export const addHealthRoutes = (http: Http, { access, machine }: HealthGiven): void => {
  const { app, platform } = http
  const seconds = histogram({
    name: 'lianke_http_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.1, 0.3, 1, 5, 30],
  })
  machineMetrics(machine)
  lagMetrics(metrics, platform.database, () => platform.tenants())
  app.addHook('onResponse', (request, reply, done) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'unknown', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
    done()
  })
  app.get('/healthz', open, async () => ({ status: 'ok' }))
  app.get('/readyz', open, async (_request, reply) => {
    const [database, analytics] = await storeStates(platform)
    const disk = worstOf((await machine.disks?.()) ?? [])
    const ready = database?.answers === true
    const said = (store: StoreState | undefined) => store?.problem ?? 'ok'
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not_ready', database: said(database), analytics: said(analytics), disk })
  })
  app.get('/metrics', open, async (request, reply) => {
    refuseMetrics(request, access)
    return reply.type(metrics.contentType).send(await metrics.metrics())
  })
}
