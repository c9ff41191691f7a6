import type { FastifyInstance } from 'fastify'
import multipart from '@fastify/multipart'
import type { Store } from '../world/store.ts'
import { ApiError, type Answer } from './api.ts'
import { queryOf } from './query.ts'

const keepSeconds = 3 * 86_400
const bytesMax: Readonly<Record<string, number>> = { image: 10 << 20, voice: 2 << 20, video: 10 << 20, file: 20 << 20 }

/** Whether an upload is still there. */
export const isKept = (store: Store, media_id: string): boolean => {
  const media = store.world.media[media_id]
  return media !== undefined && store.now() - media.created_at <= keepSeconds
}

/** Uploads live three days; a read answers the bytes or a JSON error, as the vendor does. */
export const mediaRoutes = (
  server: FastifyInstance,
  store: Store,
  admit: (path: string, query: Record<string, string>) => unknown,
  answer: Answer,
): void => {
  server.register(multipart, { limits: { fileSize: 20 << 20, files: 1 } })
  for (const path of ['/cgi-bin/media/upload', '/cgi-bin/media/uploadimg'])
    server.post(path, async (request, reply) => {
      const query = queryOf(request)
      const part = request.isMultipart() ? await request.file() : undefined
      const bytes = await part?.toBuffer()
      return answer(request, reply, path, { type: query.type, filename: part?.filename }, () => {
        admit(path, query)
        const type = path.endsWith('uploadimg') ? 'image' : (query.type ?? '')
        if (!bytesMax[type]) throw new ApiError(40004, 'invalid media type')
        if (!part || part.fieldname !== 'media' || !bytes || bytes.length <= 5) throw new ApiError(44001, 'empty media data')
        if (bytes.length > bytesMax[type]) throw new ApiError(45001, 'media file is too large')
        const media_id = store.id('MID_', 64)
        store.world.media[media_id] = {
          media_id,
          type,
          filename: part.filename,
          content_type: part.mimetype,
          base64: bytes.toString('base64'),
          created_at: store.now(),
        }
        return path.endsWith('uploadimg')
          ? { errmsg: '', url: `https://wework.qpic.cn/wwpic/${media_id}/0` }
          : { errmsg: '', type, media_id, created_at: String(store.now()) }
      })
    })
  /** For the page alone, which has no token. */
  server.get<{ Params: { id: string } }>('/sandbox/media/:id', (request, reply) => {
    const media = store.world.media[request.params.id]
    return media ? reply.type(media.content_type).send(Buffer.from(media.base64, 'base64')) : reply.code(404).send()
  })
  server.get('/cgi-bin/media/get', (request, reply) => {
    const query = queryOf(request)
    const media = store.world.media[query.media_id ?? '']
    if (media && isKept(store, media.media_id)) {
      try {
        admit('/cgi-bin/media/get', query)
        return reply
          .header('content-type', media.content_type)
          .header('content-disposition', `attachment; filename="${encodeURIComponent(media.filename)}"`)
          .send(Buffer.from(media.base64, 'base64'))
      } catch (cause) {
        if (!(cause instanceof ApiError)) throw cause
        const refusal = cause
        return answer(request, reply, '/cgi-bin/media/get', { media_id: query.media_id }, () => {
          throw refusal
        })
      }
    }
    return answer(request, reply, '/cgi-bin/media/get', { media_id: query.media_id }, () => {
      throw new ApiError(40007)
    })
  })
}
