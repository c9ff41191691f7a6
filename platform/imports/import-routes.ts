import { refuse } from '@lianke/kernel'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { cleanName } from '../files/receive-file.ts'
import { parseInput } from '../http/parse-input.ts'
import type { Platform } from '../platform.ts'
import { errorFile, reasonOf } from './error-file.ts'
import type { Mapping } from './map/mapping.ts'
import { mayImport, moveRun, newImport, setMapping } from './run/new-import.ts'
import { findRun, type ImportRun } from './run/run-record.ts'
import { dryRunImport } from './run/run-import.ts'

const path = (rest: string) => `/api/v1/imports${rest}`
const mappingSchema = z.strictObject({
  columns: z
    .array(
      z.strictObject({
        column: z.int().min(0).max(500),
        field: z.string().max(120),
        by: z.string().max(60).optional(),
        currency: z.string().length(3).optional(),
        values: z.record(z.string(), z.string()).optional(),
        only: z.string().max(20).optional(),
        before: z.string().max(20).optional(),
        unreadable: z.string().max(60).optional(),
      }),
    )
    .min(1)
    .max(500),
  key: z.array(z.string().max(60)).max(5).optional(),
  source: z.string().max(60).optional(),
  migrating: z.boolean().optional(),
  constants: z.record(z.string(), z.unknown()).optional(),
})
const listMax = 50

const secondsSince = (from: string | null, to: string | null): number =>
  from ? Math.max(0.001, ((to ? Date.parse(to) : Date.now()) - Date.parse(from)) / 1000) : 0

/** A run as screens read it: figures, rate and time left. */
const shown = (run: ImportRun) => {
  const { actor_kind: _kind, bytes, ...rest } = run
  const seconds = secondsSince(run.started_at, run.finished_at)
  const rate = seconds > 0 ? Math.round(run.rows_done / seconds) : 0
  const left =
    run.status === 'running' && rate > 0 && run.rows_estimated
      ? Math.max(0, Math.round((run.rows_estimated - run.rows_done) / rate))
      : null
  return { ...rest, bytes: Number(bytes), rows_per_second: rate, seconds_left: left }
}

/** An upload in a temporary file of its own, gone when `use` has ended. */
const withUpload = async <T>(
  request: FastifyRequest,
  use: (upload: { path: string; name: string; object: string }) => Promise<T>,
): Promise<T> => {
  if (!request.isMultipart()) refuse('request.multipart_expected', { status: 415 })
  const part = await request.file()
  if (!part) refuse('import.empty_file')
  const folder = await mkdtemp(join(tmpdir(), 'lianke-upload-'))
  try {
    const file = join(folder, 'table')
    await pipeline(part.file, createWriteStream(file))
    if (part.file.truncated) refuse('file.too_large', { status: 413 })
    const { object } = request.query as { object?: unknown }
    if (typeof object !== 'string') refuse('object.unknown', { status: 404, params: { object: '' } })
    return await use({ path: file, name: cleanName(part.filename), object })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The wizard's routes: upload, mapping, dry run, start, progress, cancel, error file, undo. Mounted under `/api/v1/imports`. */
export const importRoutes = (app: FastifyInstance, platform: Platform): void => {
  const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id
  const seen = async (request: FastifyRequest): Promise<ImportRun> => {
    const { tenant, actor } = request.caller
    const run = await platform.room(tenant, { kind: 'system', id: 'import' }, (room) => findRun(room, idOf(request)))
    await mayImport(platform, tenant, actor, run.object)
    return run
  }

  app.post(path(''), async (request, reply) =>
    withUpload(request, async ({ path: file, name, object }) => {
      const { tenant, actor } = request.caller
      const { run, rows, suggested, remembered } = await newImport(platform, tenant, actor, {
        object,
        path: file,
        fileName: name,
      })
      return reply.code(201).send({ ...shown(run), rows, suggested, remembered })
    }),
  )
  app.get(path(''), async (request) => {
    const { tenant, actor } = request.caller
    const access = await platform.access(tenant, actor)
    const runs = await platform.database.query<ImportRun>(tenant, {
      text: 'select * from import_run order by created_at desc limit $1',
      values: [listMax],
    })
    return { data: runs.filter((run) => access.system || access.object(run.object).import).map(shown) }
  })
  app.get(path('/:id'), async (request) => shown(await seen(request)))
  app.put(path('/:id/mapping'), async (request) => {
    const mapping = parseInput(mappingSchema, request.body) as Mapping
    await setMapping(platform, request.caller.tenant, request.caller.actor, (await seen(request)).id, mapping)
    return shown(await seen(request))
  })
  app.post(path('/:id/dry-run'), async (request) => {
    const { tenant, actor, locale } = request.caller
    const run = await seen(request)
    const { words } = await platform.model(tenant)
    const result = await dryRunImport(platform, tenant, actor, run.id)
    return { ...result, problems: result.problems.map((problem) => ({ ...problem, detail: reasonOf(words, locale, problem) })) }
  })
  for (const act of ['start', 'cancel', 'undo'] as const) {
    app.post(path(`/:id/${act}`), async (request) =>
      shown(await moveRun(platform, request.caller.tenant, request.caller.actor, idOf(request), act)),
    )
  }
  app.get(path('/:id/problems'), async (request) => {
    const { tenant, locale } = request.caller
    const run = await seen(request)
    const { words } = await platform.model(tenant)
    const rows = await platform.database.query<{
      row: number
      path: string
      code: string
      params: Record<string, unknown>
      cells: string[]
    }>(tenant, {
      text: 'select row, path, code, params, cells from import_problem where run = $1 order by row, position limit 200',
      values: [run.id],
    })
    return { data: rows.map((problem) => ({ ...problem, detail: reasonOf(words, locale, problem) })) }
  })
  app.get(path('/:id/error-file'), async (request, reply) => {
    const run = await seen(request)
    const name = encodeURIComponent(`${run.file_name.replace(/\.[a-z]+$/i, '')}-未导入.csv`)
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(Readable.from(errorFile(platform, request.caller.tenant, run, request.caller.locale)))
  })
}
