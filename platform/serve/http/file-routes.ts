import { rm } from 'node:fs/promises'
import multipart, { type MultipartFile } from '@fastify/multipart'
import { refuse } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { v7 as uuid } from 'uuid'
import type { FileStore } from '../../store/files/file-store.ts'
import { fileRights } from '../../model/records/file-holders.ts'
import { fileKinds } from '../../store/files/file-type.ts'
import { receiveFile } from '../../store/files/receive-file.ts'
import { queryContextOf } from '../../model/unit-of-work/query-context-of.ts'
import type { Caller } from './caller.ts'
import { api, type Http } from './host.ts'
import { holds } from './rights.ts'
import { askedOf, paramOf } from './route-params.ts'

export interface FileOptions {
  readonly store: FileStore
  /** Folder for uploads on their way in, below LIANKE_DATA. */
  readonly root: string
  readonly bytesMax: number
}
interface StoredFile {
  id: string
  name: string
  type: string
  size: number
  sha256: string
  width: number | null
  height: number | null
  place: string
  object: string | null
  record: string | null
  created_by: string | null
  created_at: string
}
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const notFound = (): never => refuse('file.not_found', { status: 404 })
const columns = 'id, name, type, size, sha256, width, height, place, object, record, created_by, created_at'
const shown = ({ id, name, type, size, sha256, width, height, object, record, created_at }: StoredFile) => ({
  id,
  name,
  type,
  size,
  sha256,
  width,
  height,
  object,
  record,
  created_at,
})

/** `customer.person/<id>` of the query: a record that is said to hold the file. */
const onOf = (request: FastifyRequest): { object: string; record: string } | null => {
  const { on } = askedOf(request)
  const [, object, record] = typeof on === 'string' ? (/^([a-z][a-z0-9_.]{0,100})\/([0-9a-f-]{36})$/i.exec(on) ?? []) : []
  return object && record ? { object, record } : null
}

const find = async ({ platform }: Http, { tenant }: Caller, id: string): Promise<StoredFile> => {
  if (!uuidPattern.test(id)) notFound()
  const [file] = await platform.database.query<StoredFile>(tenant, {
    text: `select ${columns} from stored_file where id = $1 and deleted_at is null`,
    values: [id],
  })
  return file ?? notFound()
}

/** The file a route names, if the caller may see it; `held` where a record holds it. */
const seen = async (http: Http, request: FastifyRequest): Promise<StoredFile & { held: boolean }> => {
  const { platform } = http
  const { tenant, actor } = request.caller
  const file = await find(http, request.caller, paramOf(request, 'id'))
  const { open, held } = await fileRights({
    context: await queryContextOf(platform, tenant, actor),
    query: (statement) => platform.database.query(tenant, statement),
    files: [file.id],
    on: onOf(request),
  })
  return open.has(file.id) ? { ...file, held: held.has(file.id) } : notFound()
}

/** Only what cannot run is shown in a page; everything else is saved. */
const headersOf = (file: StoredFile, inline: boolean) => {
  const harmless = inline && fileKinds.some((kind) => kind.type === file.type && kind.inline)
  const plain = file.name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return {
    'content-type': file.type,
    'content-length': file.size,
    'cache-control': 'private, max-age=31536000, immutable',
    etag: `"${file.sha256}"`,
    'content-disposition': `${harmless ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  }
}

/** The record that a new file is brought for, which the caller must be able to read. */
const broughtFor = async ({ platform }: Http, { tenant, actor }: Caller, part: MultipartFile) => {
  const member = (name: string) => {
    const found = part.fields[name]
    return found && !Array.isArray(found) && found.type === 'field' && typeof found.value === 'string' ? found.value : null
  }
  const object = member('object')
  const record = member('record')
  if ((object === null) !== (record === null)) refuse('file.object_and_record', { status: 422 })
  if (object && record) await (await platform.reading(tenant, actor)).records.get(object, record, { fields: ['id'] })
  return { object, record }
}

const insertFile = async (
  { platform }: Http,
  { tenant, actor }: Caller,
  file: Omit<StoredFile, 'created_by' | 'created_at'>,
): Promise<StoredFile> => {
  const { id, name, type, size, sha256, width, height, place, object, record } = file
  const [stored] = await platform.database.query<StoredFile>(tenant, {
    text: `insert into stored_file (id, name, type, size, sha256, width, height, place, object, record, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
          returning ${columns}`,
    values: [id, name, type, size, sha256, width, height, place, object, record, `${actor.kind}:${actor.id}`],
  })
  return stored ?? notFound()
}

/** Keeps an uploaded file and writes it down: both, or neither. */
const keepUpload = async (http: Http, { store, root, bytesMax }: FileOptions, request: FastifyRequest): Promise<StoredFile> => {
  const { caller } = request
  const part = (await request.file()) ?? refuse('file.missing')
  const id = uuid()
  const { temporary, ...file } = await receiveFile(root, id, {
    name: part.filename,
    stream: part.file,
    truncated: () => part.file.truncated,
    bytesMax,
  })
  const place = `${caller.tenant}/${id.slice(-2)}/${id}`
  try {
    const on = await broughtFor(http, caller, part)
    await store.keep(place, temporary)
    return await insertFile(http, caller, { id, ...file, place, ...on })
  } catch (error) {
    await rm(temporary, { force: true })
    await store.remove(place)
    throw error
  }
}

/** Files: stored once, open to whoever may read a record and field that holds them; until a record does, to whoever brought them. */
export const addFileRoutes = async (http: Http, options: FileOptions): Promise<void> => {
  const { app, platform } = http
  await app.register(multipart, {
    limits: { files: 1, fields: 4, fieldSize: 200, fileSize: options.bytesMax, parts: 6, headerPairs: 50 },
    throwFileSizeLimit: false,
  })
  app.post(api('/files'), async (request, reply) => {
    if (!request.isMultipart()) refuse('body.wrong_type', { status: 415 })
    const stored = await keepUpload(http, options, request)
    return reply
      .code(201)
      .header('location', api(`/files/${stored.id}`))
      .send(shown(stored))
  })
  app.get(api('/files/:id/info'), async (request) => shown(await seen(http, request)))
  app.get(api('/files/:id'), async (request, reply) => {
    const file = await seen(http, request)
    return reply.headers(headersOf(file, 'inline' in askedOf(request))).send(await options.store.read(file.place))
  })
  app.delete(api('/files/:id'), async (request, reply) => {
    const { caller } = request
    const file = await seen(http, request)
    const mine = !file.held && file.created_by === `${caller.actor.kind}:${caller.actor.id}`
    if (!mine && !(await holds(http, caller, 'platform.files')))
      refuse('access.right_needed', { status: 403, params: { right: 'platform.files' } })
    await platform.database.query(caller.tenant, {
      text: 'update stored_file set deleted_at = now() where id = $1',
      values: [file.id],
    })
    await options.store.remove(file.place)
    return reply.code(204).send()
  })
}
