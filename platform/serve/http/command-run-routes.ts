import { refuse } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { type CommandRun, type KeptRefusal, ownRun } from '../../model/commands/command-run.ts'
import { offeredOn } from '../../model/commands/offered-on.ts'
import { previewCommand } from '../../model/commands/preview.ts'
import { reportFile, sayRefusal } from '../../model/commands/report-file.ts'
import { type RunOn, startRun } from '../../model/commands/start-run.ts'
import { moveRun } from '../../model/commands/undo-run.ts'
import type { Locale } from '../../model/i18n/locale.ts'
import type { Model } from '../../model/model/model.ts'
import { refuseCommandOutOfScope, refuseOutOfScope } from './caller.ts'
import { filterInput } from './filter-input.ts'
import { api, type Http, write } from './host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { objectOfRoute } from './record-routes.ts'
import { paramOf } from './route-params.ts'

const idsMax = 10_000
const refusedShownMax = 100
const runsMax = 50
const runOnInput = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(idsMax).optional(),
  filter: filterInput.nullable().optional(),
  search: z.string().max(200).optional(),
  input: z.record(z.string(), z.unknown()).optional(),
})
const offeredInput = z.strictObject({ ids: z.array(z.uuid()).min(1).max(1000) })

/** Chosen records, or all that match: `filter: null` is every record of the object. */
const runOn = (request: FastifyRequest): RunOn => {
  const name = paramOf(request, 'name')
  const { ids, filter, search, input } = parseInput(runOnInput, request.body ?? {})
  if (ids && (filter || search))
    refuse('command.ids_or_filter', { problems: [{ path: '/filter', code: 'command.ids_or_filter' }] })
  return {
    command: name,
    ...(ids ? { ids } : {}),
    ...(filter ? { filter } : {}),
    ...(search ? { search } : {}),
    ...(filter === null && !ids ? { all: true } : {}),
    ...(input ? { input } : {}),
  }
}

/** A run as screens read it. */
const shown = (model: Model, locale: Locale, { actor_kind: _, actor: __, input: ___, ...run }: CommandRun) => ({
  ...run,
  problem: run.problem ? sayRefusal(model, locale, run.problem) : null,
  undo: model.commands.get(run.command)?.undo !== undefined,
})

const told = async ({ platform }: Http, { caller }: FastifyRequest, run: CommandRun) =>
  shown(await platform.model(caller.tenant), caller.locale, run)

const reasoned = (model: Model, locale: Locale, refusal: KeptRefusal) => ({
  code: refusal.code,
  detail: sayRefusal(model, locale, refusal),
})

const addStartRoutes = (http: Http): void => {
  const { app, platform } = http
  app.post(api('/commands/:name/preview'), async (request) => {
    const { tenant, actor, locale } = request.caller
    const on = runOn(request)
    refuseCommandOutOfScope(request.caller, on.command)
    const model = await platform.model(tenant)
    const answer = await platform.work(tenant, actor, (work) => previewCommand(work, on))
    return {
      ...answer,
      reasons: answer.reasons.map(({ id, title, refusal }) => ({ id, title, ...reasoned(model, locale, refusal) })),
      because: answer.because.map(({ refusal, count }) => ({ ...reasoned(model, locale, refusal), count })),
    }
  })
  app.post(api('/commands/:name/run-on'), async (request, reply) => {
    const on = runOn(request)
    refuseCommandOutOfScope(request.caller, on.command)
    const { tenant, locale } = request.caller
    const model = await platform.model(tenant)
    return write(http, request, reply, async (work) => {
      const { run, rows } = await startRun(work, on)
      const refused = rows.flatMap(({ id, refusal }) => (refusal ? [{ id, ...reasoned(model, locale, refusal) }] : []))
      const answer = run.total === 1 ? (rows[0]?.answer ?? null) : null
      return {
        status: run.status === 'running' ? 202 : 200,
        body: { ...shown(model, locale, run), answer, reasons: refused.slice(0, refusedShownMax) },
      }
    })
  })
  app.post(api('/:room/:noun/offered'), async (request) => {
    const object = await objectOfRoute(http, request, 'read')
    refuseOutOfScope(request.caller, object.name, 'read')
    const { ids } = parseInput(offeredInput, request.body ?? {})
    const { tenant, actor } = request.caller
    return { data: await platform.work(tenant, actor, (work) => offeredOn(work, object.name, ids)) }
  })
}

const runsPath = (rest = '') => api(`/command-runs${rest}`)
const runOf = ({ platform }: Http, request: FastifyRequest): Promise<CommandRun> =>
  ownRun(platform, request.caller.tenant, request.caller.actor, paramOf(request, 'id'))

/** The caller's own runs: how far they are, stopping them, taking them back. */
const addRunRoutes = (http: Http): void => {
  const { app, platform } = http
  app.get(runsPath(), async (request) => {
    const { tenant, actor } = request.caller
    const runs = await platform.database.query<CommandRun>(tenant, {
      text: 'select * from command_run where actor = $1 and actor_kind = $2 order by created_at desc limit $3',
      values: [actor.id, actor.kind, runsMax],
    })
    return { data: await Promise.all(runs.map((run) => told(http, request, run))) }
  })
  app.get(runsPath('/:id'), async (request) => told(http, request, await runOf(http, request)))
  for (const act of ['cancel', 'undo'] as const)
    app.post(runsPath(`/:id/${act}`), async (request) => {
      const { tenant, actor } = request.caller
      return told(http, request, await moveRun(platform, tenant, actor, { id: paramOf(request, 'id'), act }))
    })
  app.get(runsPath('/:id/report'), async (request, reply) => {
    const run = await runOf(http, request)
    const { tenant, actor, locale } = request.caller
    const name = encodeURIComponent(locale === 'en' ? 'refused.csv' : '未执行的记录.csv')
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(Readable.from(reportFile(platform, tenant, actor, { run, locale })))
  })
}

/** Acts on many records: which are offered, what they would do, doing it, and what became of it. */
export const addCommandRunRoutes = (http: Http): void => {
  addStartRoutes(http)
  addRunRoutes(http)
}
