import { refuse } from '@lianke/kernel'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { cleanName } from '../../../store/files/receive-file.ts'
import type { Platform } from '../../../platform.ts'
import { errorFile } from '../error-file.ts'
import { newImport } from '../run/new-import.ts'
import { runOf } from '../run/whose-run.ts'
import { cellsFor, type Looking, shownRun } from './shown-run.ts'

const path = (rest: string) => `/api/v1/imports${rest}`

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

/** The two routes of an import that carry files: the upload and the rows that were not taken. */
export const importRoutes = (app: FastifyInstance, platform: Platform): void => {
  const lookingBy = ({ caller: { tenant, actor } }: FastifyRequest): Looking => ({ platform, tenant, actor })

  app.post(path(''), async (request, reply) =>
    withUpload(request, async ({ path: file, name, object }) => {
      const looking = lookingBy(request)
      const given = { object, path: file, fileName: name }
      const { run, rows, suggested, remembered } = await newImport(platform, looking.tenant, looking.actor, given)
      return reply.code(201).send({ ...(await shownRun(looking, run)), rows, suggested, remembered })
    }),
  )
  app.get(path('/:id/error-file'), async (request, reply) => {
    const looking = lookingBy(request)
    const { id } = request.params as { id: string }
    const run = await runOf(platform, looking.tenant, looking.actor, id)
    const name = encodeURIComponent(`${run.file_name.replace(/\.[a-z]+$/i, '')}-未导入.csv`)
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(Readable.from(errorFile(platform, looking.tenant, run, request.caller.locale, await cellsFor(looking, run))))
  })
}
