import { isObject, refuse, type UnitOfWork, type Row } from '@lianke/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { fieldAnswer } from '../../model/access/field-access.ts'
import type { ModelObject } from '../../model/model/model.ts'
import { objectBody } from './body-parsers.ts'
import { refuseCommandOutOfScope, refuseOutOfScope } from './caller.ts'
import { type Answer, api, type Http, readingWork, write } from './host.ts'
import { rehearsable } from './dry-run.ts'
import { listOfBody, listOfQuery } from './list-input.ts'
import { paramOf } from './route-params.ts'
import { nearest } from '../../model/records/nearest.ts'
import { stateHistory } from '../../model/records/state-history.ts'

type Action = 'read' | 'create' | 'update' | 'delete'
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The object a route names, if this tenant has it. */
export const objectOfRoute = async (http: Http, request: FastifyRequest, action: Action): Promise<ModelObject> => {
  const model = await http.platform.model(request.caller.tenant)
  const name = `${paramOf(request, 'room')}.${paramOf(request, 'noun')}`
  const object =
    model.objects.get(name) ??
    refuse('object.unknown', {
      status: 404,
      params: { object: name.slice(0, 100), suggestion: nearest(name, model.objects.keys()) ?? undefined },
    })
  refuseOutOfScope(request.caller, name, action)
  // Ledgers are written by engines; everybody else reads.
  if (action !== 'read' && object.definition.ledger) refuse('object.read_only', { status: 405, params: { object: name } })
  return object
}

/** An id that is no id names nothing: the same answer as an id nobody has. */
export const idOf = (request: FastifyRequest, object: string): string => {
  const id = paramOf(request, 'id')
  return uuidPattern.test(id)
    ? id.toLowerCase()
    : refuse('record.not_found', { status: 404, params: { object, id: id.slice(0, 60) } })
}

/** `If-Match: "4"` as a version. */
const versionOf = (request: FastifyRequest): number | undefined => {
  const tag = request.headers['if-match']
  if (tag === undefined || tag === '*') return undefined
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(tag)?.[1]
  return version === undefined ? refuse('request.bad_version', { status: 400 }) : Number(version)
}
const tagged = (row: Row): Record<string, string> => (row.version === undefined ? {} : { etag: `"${row.version}"` })

/** The record as the API shows it, read in the same transaction as the write. */
const shown = (work: UnitOfWork, object: ModelObject, id: string): Promise<Row> =>
  work.records.get(object.name, id, { titles: true, parts: true })

const fieldsOf = (query: unknown): readonly string[] | undefined => {
  const names = isObject(query) ? query.fields : undefined
  return typeof names === 'string' && names ? names.split(',').map((name) => name.trim()) : undefined
}

const on = (path: string) => api(`/:room/:noun${path}`)

const addReadingRoutes = (http: Http): void => {
  const { app } = http
  app.get(on(''), async (request) => {
    const object = await objectOfRoute(http, request, 'read')
    const query = listOfQuery(request.query)
    return (await readingWork(http, request)).records.list(object.name, { ...query, titles: true })
  })
  app.post(on('/query'), async (request) => {
    const object = await objectOfRoute(http, request, 'read')
    const query = listOfBody(request.body)
    return (await readingWork(http, request)).records.list(object.name, { ...query, titles: true })
  })
  app.get(on('/:id'), async (request, reply) => {
    const object = await objectOfRoute(http, request, 'read')
    const work = await readingWork(http, request)
    const row = await work.records.get(object.name, idOf(request, object.name), {
      fields: fieldsOf(request.query),
      titles: true,
      parts: true,
    })
    if (row.version !== undefined) reply.header('etag', `"${row.version}"`)
    return row
  })
}

const create = async (http: Http, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const object = await objectOfRoute(http, request, 'create')
  const values = objectBody(request.body)
  if ('id' in values || 'version' in values)
    refuse('input.invalid', {
      problems: ['id', 'version']
        .filter((name) => name in values)
        .map((name) => ({ path: `/${name}`, code: 'field.not_writable', params: { field: name } })),
    })
  const { createBy } = object.definition
  if (createBy) refuseCommandOutOfScope(request.caller, createBy)
  return write(http, request, reply, async (work): Promise<Answer> => {
    // An object that is made by an act is made by it through this door, too: one way in, one set of rules.
    const made = createBy ? await work.run<Pick<Row, 'id'>>(createBy, values) : await work.records.create(object.name, values)
    const row = await shown(work, object, made.id)
    const [roomName, noun] = object.name.split('.')
    return { status: 201, body: row, headers: { ...tagged(row), location: api(`/${roomName}/${noun}/${row.id}`) } }
  })
}

const update = async (http: Http, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const object = await objectOfRoute(http, request, 'update')
  const id = idOf(request, object.name)
  const values = objectBody(request.body)
  if ('version' in values && !Number.isInteger(values.version))
    refuse('input.invalid', { problems: [{ path: '/version', code: 'input.wrong_type', params: { expected: 'integer' } }] })
  if ('id' in values && values.id !== id)
    refuse('input.invalid', { problems: [{ path: '/id', code: 'field.not_writable', params: { field: 'id' } }] })
  const version = versionOf(request) ?? values.version
  const { id: _id, version: _version, ...change } = values
  return write(http, request, reply, async (work): Promise<Answer> => {
    await work.records.update(object.name, id, version === undefined ? change : { ...change, version })
    const row = await shown(work, object, id)
    return { status: 200, body: row, headers: tagged(row) }
  })
}

const addWritingRoutes = (http: Http): void => {
  const { app } = http
  app.post(on(''), rehearsable, (request, reply) => create(http, request, reply))
  app.patch(on('/:id'), rehearsable, (request, reply) => update(http, request, reply))
  app.delete(on('/:id'), rehearsable, async (request, reply) => {
    const object = await objectOfRoute(http, request, 'delete')
    const id = idOf(request, object.name)
    const version = versionOf(request)
    return write(http, request, reply, async (work) => {
      await work.records.remove(object.name, id, { version })
      return { status: 204 }
    })
  })
  app.post(on('/:id/restore'), rehearsable, async (request, reply) => {
    const object = await objectOfRoute(http, request, 'update')
    const id = idOf(request, object.name)
    return write(http, request, reply, async (work): Promise<Answer> => {
      const { not_restored } = await work.records.restore(object.name, id)
      const row = await shown(work, object, id)
      return { status: 200, body: not_restored ? { ...row, not_restored } : row, headers: tagged(row) }
    })
  })
}

/** What is known about one record beside its fields. */
const addAboutRecordRoutes = (http: Http): void => {
  const { app } = http
  app.get(on('/:id/uses'), async (request) => {
    const object = await objectOfRoute(http, request, 'read')
    const id = idOf(request, object.name)
    return { data: await (await readingWork(http, request)).records.uses({ object: object.name, ids: [id] }) }
  })
  app.get(on('/:id/states'), async (request) => {
    const object = await objectOfRoute(http, request, 'read')
    const work = await readingWork(http, request)
    const id = idOf(request, object.name)
    await work.records.get(object.name, id, { fields: ['id'] })
    const { tenant, actor } = request.caller
    const name = object.definition.states?.field
    const field = name === undefined ? undefined : object.fields.get(name)
    const access = await http.platform.access(tenant, actor)
    // A state that is closed to the reader has no history for him either.
    if (!name || !field || fieldAnswer(access, object, name, field, 'show') !== 'open') return { data: [] }
    return { data: await http.platform.database.query(tenant, stateHistory(object, id, work.now)) }
  })
}

/** REST for every object of the tenant's model, found at request time: what an administrator adds is served at once. */
export const addRecordRoutes = (http: Http): void => {
  addReadingRoutes(http)
  addWritingRoutes(http)
  addAboutRecordRoutes(http)
  addMethodAnswers(http)
}

/** A known path with a wrong method says so and names the right ones. */
const addMethodAnswers = ({ app }: Http): void => {
  const refuseMethod = (allow: string) => async (_request: FastifyRequest, reply: FastifyReply) => {
    reply.header('allow', allow)
    return refuse('request.wrong_method', { status: 405, params: { allow } })
  }
  app.route({ method: ['PUT', 'PATCH', 'DELETE'], url: api('/:room/:noun'), handler: refuseMethod('GET, POST') })
  app.route({ method: ['PUT', 'POST'], url: api('/:room/:noun/:id'), handler: refuseMethod('GET, PATCH, DELETE') })
}
