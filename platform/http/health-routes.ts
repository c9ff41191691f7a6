import { refuse } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import { lagMetrics } from '../facts/index.ts'
import { histogram, metrics } from '../log/metrics.ts'
import type { Http } from './host.ts'
import { type MachineGiven, machineMetrics, type StoreState, storeStates, worstOf } from './machine.ts'

const open = { config: { open: true } }
/** Figures are for operators: from this machine and its private networks, never by way of a proxy from outside. */
const refuseOutside = (request: FastifyRequest): void => {
  const range = ipaddr.isValid(request.ip) ? ipaddr.process(request.ip).range() : 'unknown'
  if (!['loopback', 'private', 'uniqueLocal', 'linkLocal'].includes(range)) refuse('route.unknown', { status: 404 })
}

/** `/healthz`: the process answers. `/readyz`: its stores answer, and whether disks have room. `/metrics`: Prometheus. */
export const addHealthRoutes = (http: Http, machine: MachineGiven): void => {
  const { app, platform } = http
  const seconds = histogram({
    name: 'lianke_http_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.1, 0.3, 1, 5, 30],
  })
  machineMetrics(machine)
  lagMetrics(metrics, platform.database, () => platform.tenants())
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'unknown', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
  })
  app.get('/healthz', open, async () => ({ status: 'ok' }))
  app.get('/readyz', open, async (_request, reply) => {
    const [database, analytics] = await storeStates(platform)
    const disk = worstOf((await machine.disks?.()) ?? [])
    const ready = database?.answers === true
    const said = (store: StoreState | undefined) => store?.problem ?? 'ok'
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not_ready', database: said(database), lake: said(analytics), disk })
  })
  app.get('/metrics', open, async (request, reply) => {
    refuseOutside(request)
    return reply.type(metrics.contentType).send(await metrics.metrics())
  })
}
