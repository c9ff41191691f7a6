import { refuse } from '@lianke/kernel'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { hasRight } from '../access/access-context.ts'
import { cleanName } from '../files/receive-file.ts'
import { parseInput } from '../http/parse-input.ts'
import type { Platform } from '../platform.ts'
import { errorFile, reasonOf } from './error-file.ts'
import type { Mapping } from './map/mapping.ts'
import { moveRun, newImport, setMapping } from './run/new-import.ts'
import type { ImportRun } from './run/run-record.ts'
import { dryRunImport } from './run/run-import.ts'
import { manageImports, runOf } from './run/whose-run.ts'
import { type ShownCells, shownCells } from './shown-cells.ts'
import { askedOf, paramOf } from '../http/route-params.ts'

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
const shown = (run: ImportRun, { cells }: ShownCells) => {
  const { actor_kind: _kind, undo_kind: _undoKind, undo_actor: _undoActor, bytes, ...rest } = run
  const columns = samplesOf(run, cells)
  const seconds = secondsSince(run.started_at, run.finished_at)
  const rate = seconds > 0 ? Math.round(run.rows_done / seconds) : 0
  const left =
    run.status === 'running' && rate > 0 && run.rows_estimated
      ? Math.max(0, Math.round((run.rows_estimated - run.rows_done) / rate))
      : null
  return { ...rest, columns, bytes: Number(bytes), rows_per_second: rate, seconds_left: left }
}

/** The columns with their samples, which are read down a column while rights are asked along a row. */
const samplesOf = ({ columns }: ImportRun, cells: ShownCells['cells']) => {
  const rows = Math.max(0, ...columns.map(({ samples }) => samples.length))
  const width = Math.max(-1, ...columns.map(({ index }) => index)) + 1
  const shown = Array.from({ length: rows }, (_, row) => {
    const line = Array.from({ length: width }, () => '')
    for (const { index, samples } of columns) line[index] = samples[row] ?? ''
    return cells(line)
  })
  return columns.map((column) => ({
    ...column,
    samples: column.samples.map((_, row) => shown[row]?.[column.index] ?? ''),
  }))
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
    const { object } = askedOf(request)
    if (typeof object !== 'string') refuse('object.unknown', { status: 404, params: { object: '' } })
    return await use({ path: file, name: cleanName(part.filename), object })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The wizard's routes: upload, mapping, dry run, start, progress, cancel, error file, undo. Mounted under `/api/v1/imports`. */
export const importRoutes = (app: FastifyInstance, platform: Platform): void => {
  const idOf = (request: FastifyRequest): string => paramOf(request, 'id')
  const seen = (request: FastifyRequest): Promise<ImportRun> =>
    runOf(platform, request.caller.tenant, request.caller.actor, idOf(request))
  const cellsFor = async ({ caller }: FastifyRequest, run: ImportRun): Promise<ShownCells> => {
    const model = await platform.model(caller.tenant)
    return shownCells(await platform.access(caller.tenant, caller.actor), model, run)
  }
  const show = async (request: FastifyRequest, run: ImportRun) => shown(run, await cellsFor(request, run))

  app.post(path(''), async (request, reply) =>
    withUpload(request, async ({ path: file, name, object }) => {
      const { tenant, actor } = request.caller
      const { run, rows, suggested, remembered } = await newImport(platform, tenant, actor, {
        object,
        path: file,
        fileName: name,
      })
      return reply.code(201).send({ ...(await show(request, run)), rows, suggested, remembered })
    }),
  )
  app.get(path(''), async (request) => {
    const { tenant, actor } = request.caller
    const access = await platform.access(tenant, actor)
    const runs = await platform.database.query<ImportRun>(tenant, {
      text: 'select * from import_run where $2 or (actor_kind = $3 and actor = $4) order by created_at desc limit $1',
      values: [listMax, access.system || hasRight(access, manageImports), actor.kind, actor.id],
    })
    const mine = runs.filter((run) => access.system || access.object(run.object).import)
    return { data: await Promise.all(mine.map((run) => show(request, run))) }
  })
  app.get(path('/:id'), async (request) => show(request, await seen(request)))
  app.put(path('/:id/mapping'), async (request) => {
    const mapping = parseInput(mappingSchema, request.body) as Mapping
    await setMapping(platform, request.caller.tenant, request.caller.actor, (await seen(request)).id, mapping)
    return show(request, await seen(request))
  })
  app.post(path('/:id/dry-run'), async (request) => {
    const { tenant, actor, locale } = request.caller
    const run = await seen(request)
    const { words } = await platform.model(tenant)
    const result = await dryRunImport(platform, tenant, actor, run.id)
    const { params } = await cellsFor(request, run)
    const problems = result.problems.map((problem) => ({ ...problem, params: params(problem.path, problem.params) }))
    return { ...result, problems: problems.map((problem) => ({ ...problem, detail: reasonOf(words, locale, problem) })) }
  })
  for (const act of ['start', 'cancel', 'undo'] as const) {
    app.post(path(`/:id/${act}`), async (request) =>
      show(request, await moveRun(platform, request.caller.tenant, request.caller.actor, idOf(request), act)),
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
    const { cells, params } = await cellsFor(request, run)
    const problems = rows.map((problem) => ({
      ...problem,
      cells: cells(problem.cells),
      params: params(problem.path, problem.params),
    }))
    return { data: problems.map((problem) => ({ ...problem, detail: reasonOf(words, locale, problem) })) }
  })
  app.get(path('/:id/error-file'), async (request, reply) => {
    const run = await seen(request)
    const name = encodeURIComponent(`${run.file_name.replace(/\.[a-z]+$/i, '')}-未导入.csv`)
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(Readable.from(errorFile(platform, request.caller.tenant, run, request.caller.locale, await cellsFor(request, run))))
  })
}
