import { rm } from 'node:fs/promises'
import multipart from '@fastify/multipart'
import { refuse } from '@lianke/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { v7 as uuid } from 'uuid'
import type { FileStore } from '../../store/files/file-store.ts'
import { fileRights } from '../../model/records/file-holders.ts'
import { fileKinds } from '../../store/files/file-type.ts'
import { receiveFile } from '../../store/files/receive-file.ts'
import { queryContextOf } from '../../model/room/query-context-of.ts'
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

/** Files: stored once, open to whoever may read a record and field that holds them; until a record does, to whoever brought them. */
export const addFileRoutes = async (http: Http, options: FileOptions): Promise<void> => {
  const { app, platform } = http
  const { database } = platform
  await app.register(multipart, {
    limits: { files: 1, fields: 4, fieldSize: 200, fileSize: options.bytesMax, parts: 6, headerPairs: 50 },
    throwFileSizeLimit: false,
  })

  const find = async (caller: Caller, id: string): Promise<StoredFile> => {
    if (!uuidPattern.test(id)) notFound()
    const [file] = await database.query<StoredFile>(caller.tenant, {
      text: 'select id, name, type, size, sha256, width, height, place, object, record, created_by, created_at from stored_file where id = $1 and deleted_at is null',
      values: [id],
    })
    return file ?? notFound()
  }
  const seen = async (request: FastifyRequest): Promise<StoredFile & { held: boolean }> => {
    const { tenant, actor } = request.caller
    const file = await find(request.caller, paramOf(request, 'id'))
    const { open, held } = await fileRights({
      context: await queryContextOf(platform, tenant, actor),
      query: (statement) => database.query(tenant, statement),
      files: [file.id],
      on: onOf(request),
    })
    return open.has(file.id) ? { ...file, held: held.has(file.id) } : notFound()
  }
  const send = async (reply: FastifyReply, file: StoredFile, inline: boolean) => {
    const harmless = inline && fileKinds.some((kind) => kind.type === file.type && kind.inline)
    const plain = file.name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
    reply.headers({
      'content-type': file.type,
      'content-length': file.size,
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"${file.sha256}"`,
      'content-disposition': `${harmless ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    })
    return reply.send(await options.store.read(file.place))
  }

  app.post(api('/files'), async (request, reply) => {
    const { tenant, actor } = request.caller
    if (!request.isMultipart()) refuse('body.wrong_type', { status: 415 })
    const part = (await request.file()) ?? refuse('file.missing')
    const id = uuid()
    const file = await receiveFile(options.root, id, {
      name: part.filename,
      stream: part.file,
      truncated: () => part.file.truncated,
      bytesMax: options.bytesMax,
    })
    const place = `${tenant}/${id.slice(-2)}/${id}`
    try {
      const member = (name: string) => {
        const found = part.fields[name]
        return found && !Array.isArray(found) && found.type === 'field' && typeof found.value === 'string' ? found.value : null
      }
      const object = member('object')
      const record = member('record')
      if ((object === null) !== (record === null)) refuse('file.object_and_record', { status: 422 })
      if (object && record) await (await platform.reading(tenant, actor)).records.get(object, record, { fields: ['id'] })
      await options.store.keep(place, file.temporary)
      const [stored] = await database.query<StoredFile>(tenant, {
        text: `insert into stored_file (id, name, type, size, sha256, width, height, place, object, record, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
          returning id, name, type, size, sha256, width, height, place, object, record, created_by, created_at`,
        values: [
          id,
          file.name,
          file.type,
          file.size,
          file.sha256,
          file.width,
          file.height,
          place,
          object,
          record,
          `${actor.kind}:${actor.id}`,
        ],
      })
      return reply
        .code(201)
        .header('location', api(`/files/${id}`))
        .send(shown(stored as StoredFile))
    } catch (error) {
      await rm(file.temporary, { force: true })
      await options.store.remove(place)
      throw error
    }
  })
  app.get(api('/files/:id/info'), async (request) => shown(await seen(request)))
  app.get(api('/files/:id'), async (request, reply) => send(reply, await seen(request), 'inline' in (request.query as object)))
  app.delete(api('/files/:id'), async (request, reply) => {
    const { caller } = request
    const file = await seen(request)
    const mine = !file.held && file.created_by === `${caller.actor.kind}:${caller.actor.id}`
    if (!mine && !(await holds(http, caller, 'platform.files')))
      refuse('access.right_needed', { status: 403, params: { right: 'platform.files' } })
    await database.query(caller.tenant, { text: 'update stored_file set deleted_at = now() where id = $1', values: [file.id] })
    await options.store.remove(file.place)
    return reply.code(204).send()
  })
}
