import { createHash } from 'node:crypto'
import { isObject, textIn } from '@lianke/kernel'
import type { CorpHost } from '../corp/corp-host.ts'
import { call } from '../api/client.ts'
import { WecomRetry } from '../api/wecom-error.ts'
import type { MessageAttachment } from './message-body.rule.ts'

/** The vendor keeps what is uploaded for three days; ours is uploaded anew half a day before. */
const keptMs = 2.5 * 86_400_000
const fetchTimeoutMs = 8_000
const megabyte = 1024 * 1024
const bytesMax = { image: 10 * megabyte, video: 10 * megabyte, file: 20 * megabyte } as const
type MediaType = keyof typeof bytesMax
const vendorsOwn = /^https?:\/\/([\w-]+\.)*(qpic|qlogo)\.cn\//
const isAddress = (value: string | null): value is string => value !== null && /^https?:\/\//.test(value)

/** A picture or a file could not be had from its address, or is none that the vendor takes. */
export class MediaProblem extends Error {
  constructor(url: string, why: string) {
    super(`${url}: ${why}`)
    this.name = 'MediaProblem'
  }
}

const bytesOf = async (host: CorpHost, url: string, type: MediaType): Promise<{ bytes: ArrayBuffer; kind: string }> => {
  let response: Response
  try {
    response = await host.fetch(url, { signal: AbortSignal.timeout(fetchTimeoutMs) })
  } catch (cause) {
    throw new MediaProblem(url, cause instanceof Error ? cause.message : 'no answer')
  }
  const kind = response.headers.get('content-type') ?? ''
  if (!response.ok) throw new MediaProblem(url, `HTTP ${response.status}`)
  if (type === 'image' && !kind.startsWith('image/')) throw new MediaProblem(url, `no picture but ${kind}`)
  if (Number(response.headers.get('content-length') ?? 0) > bytesMax[type]) throw new MediaProblem(url, 'too large')
  const bytes = await response.arrayBuffer()
  if (bytes.byteLength > bytesMax[type]) throw new MediaProblem(url, 'too large')
  return { bytes, kind }
}

/** The vendor's id of what stands at an address: uploaded once for all processes, and again before it ends there. */
const mediaId = async (host: CorpHost, url: string, type: MediaType): Promise<string> => {
  const key = createHash('sha256').update(url).digest('hex').slice(0, 40)
  return host.shared(
    `wecom.media:${host.corp}:${type}:${key}`,
    () => keptMs,
    async () => {
      const { bytes, kind } = await bytesOf(host, url, type)
      const form = new FormData()
      const name = decodeURIComponent(new URL(url).pathname.split('/').pop() ?? '') || type
      form.set('media', new Blob([bytes], { type: kind }), name.slice(-100))
      const { media_id } = await call<{ media_id: string }>(host, '/cgi-bin/media/upload', { query: { type }, form })
      return media_id
    },
  )
}

const withId = async (host: CorpHost, attachment: MessageAttachment): Promise<MessageAttachment> => {
  if (attachment.msgtype === 'image') {
    const { media_id, pic_url = null } = attachment.image
    if (media_id || !isAddress(pic_url) || vendorsOwn.test(pic_url)) return attachment
    return { msgtype: 'image', image: { media_id: await mediaId(host, pic_url, 'image') } }
  }
  if (attachment.msgtype === 'miniprogram') {
    const { pic_media_id } = attachment.miniprogram
    if (!isAddress(pic_media_id)) return attachment
    return { ...attachment, miniprogram: { ...attachment.miniprogram, pic_media_id: await mediaId(host, pic_media_id, 'image') } }
  }
  if (attachment.msgtype === 'link') return attachment
  const part: unknown = attachment.msgtype === 'video' ? attachment.video : attachment.file
  const url = isObject(part) ? (textIn(part.url) ?? textIn(part.media_id)) : null
  if (!isAddress(url)) return attachment
  const media_id = await mediaId(host, url, attachment.msgtype)
  return attachment.msgtype === 'video' ? { msgtype: 'video', video: { media_id } } : { msgtype: 'file', file: { media_id } }
}

/** The attachments as the vendor takes them: pictures and files that were given by address are uploaded. Throws {@link MediaProblem}. */
export const uploaded = (host: CorpHost, attachments: readonly MessageAttachment[]): Promise<readonly MessageAttachment[]> =>
  Promise.all(attachments.map((one) => withId(host, one)))

/** The same where there is no time to wait: what cannot be had now is left out. */
export const uploadedNow = async (
  host: CorpHost,
  attachments: readonly MessageAttachment[],
): Promise<readonly MessageAttachment[]> =>
  (
    await Promise.all(
      attachments.map((one) =>
        withId(host, one).catch((cause: unknown) => {
          if (!(cause instanceof MediaProblem || cause instanceof WecomRetry)) throw cause
          host.log('warn', 'an attachment was left out of a welcome', { error: cause.message })
          return []
        }),
      ),
    )
  ).flat()
