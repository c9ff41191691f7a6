import { refuse } from '@lianke/kernel'
import type { FastifyInstance } from 'fastify'
import { Readable } from 'node:stream'
import { listOfQuery } from '../http/list-input.ts'
import { typesOf } from '../imports/run/run-record.ts'
import type { Platform } from '../../platform.ts'
import { csvText, xlsxStream } from './export-file.ts'
import { type ExportBlocks, exportColumns, exportRows } from './export-rows.ts'
import { askedOf, paramOf } from '../http/route-params.ts'

/** The same blocks, the first of them in hand. */
const begun = async (blocks: ExportBlocks): Promise<ExportBlocks> => {
  const first = await blocks.next()
  return (async function* () {
    if (!first.done) yield first.value
    yield* blocks
  })()
}

/** `GET /api/v1/exports/<module>/<noun>.csv|.xlsx` with the members of a list query, and `parts=lines` for a row per line with all its columns; the export is written down as a fact. */
export const exportRoutes = (app: FastifyInstance, platform: Platform): void => {
  app.get('/api/v1/exports/:room/:file', async (request, reply) => {
    const { tenant, actor, locale } = request.caller
    const [roomName, file] = [paramOf(request, 'room'), paramOf(request, 'file')]
    const [, noun, kind] =
      /^([a-z][a-z0-9_]*)\.(csv|xlsx)$/.exec(file) ?? refuse('object.unknown', { status: 404, params: { object: file } })
    const name = `${roomName}.${noun}`
    const model = await platform.model(tenant)
    const object = model.objects.get(name) ?? refuse('object.unknown', { status: 404, params: { object: name } })
    const access = await platform.access(tenant, actor)
    if (!access.system && !access.object(name).export)
      refuse('access.denied', { status: 403, params: { object: name, action: 'export' } })
    const { parts: asked, ...listed } = askedOf(request)
    const { limit: _limit, cursor: _cursor, count: _count, fields, ...query } = listOfQuery(listed)
    const parts = typeof asked === 'string' && asked !== '' ? asked.split(',') : []
    const columns = exportColumns({ model, access }, object, { fields, parts }, { ...(await typesOf(platform, tenant)), locale })
    // The first page is asked before anything is written: what is refused is refused with an answer, not with a broken file.
    const blocks = await begun(exportRows(await platform.reading(tenant, actor), name, query, columns))
    await platform.work(tenant, actor, (work) =>
      work.emit({ name: 'data.exported', payload: { object: name, kind, query, fields: columns.map((column) => column.name) } }),
    )
    const title =
      locale === 'en'
        ? (object.definition.plural ?? object.definition.label).en
        : (object.definition.plural ?? object.definition.label).zh
    reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${title}.${kind}`)}`)
    return kind === 'csv'
      ? reply.type('text/csv; charset=utf-8').send(Readable.from(csvText(columns, blocks)))
      : reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(xlsxStream(title, columns, blocks))
  })
}
