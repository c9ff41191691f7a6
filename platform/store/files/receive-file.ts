import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refuse } from '@lianke/kernel'
import { checkZip } from './check-zip.ts'
import { temporaryFile } from './file-store.ts'
import { headBytes, isZipped, kindOf } from './file-type.ts'
import { imageSize } from './image-size.ts'

interface ReceivedFile {
  readonly temporary: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly sha256: string
  readonly width: number | null
  readonly height: number | null
}
const pictureHeadBytes = 256 * 1024
const picturePixelsMax = 100_000_000

/** The last part of a path, without letters that a file system or a header could take amiss. */
export const cleanName = (name: string): string => {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = last
    .replace(/[\u0000-\u001f\u007f"<>|:*?\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
    .replace(/^\.+/, '')
  return plain.slice(-180) || 'file'
}

const firstBytes = async (path: string, length: number): Promise<Buffer> => {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(length)
    const { bytesRead } = await file.read(buffer, 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Streams an upload to a temporary file and judges it. Refuses `file.empty`, `file.type_not_allowed`, zips that lie. Leaves nothing behind when it refuses. */
export const receiveFile = async (
  root: string,
  id: string,
  given: { name: string; stream: Readable; truncated: () => boolean; bytesMax: number },
): Promise<ReceivedFile> => {
  const { path, stream } = await temporaryFile(root, id)
  const hash = createHash('sha256')
  let size = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  try {
    await pipeline(given.stream, count, stream)
    if (given.truncated()) refuse('file.too_large', { status: 413, params: { max: Math.floor(given.bytesMax / 1024 / 1024) } })
    if (size === 0) refuse('file.empty')
    const name = cleanName(given.name)
    const head = await firstBytes(path, pictureHeadBytes)
    const kind = kindOf(name, head.subarray(0, headBytes)) ?? refuse('file.type_not_allowed', { status: 415, params: { name } })
    if (isZipped(kind.type)) await checkZip(path)
    const picture = kind.type.startsWith('image/') ? imageSize(kind.type, head) : null
    // A few kilobytes may unfold to gigabytes of pixels in every browser that draws them.
    if (picture && picture.width * picture.height > picturePixelsMax)
      refuse('file.picture_too_large', { params: { max: picturePixelsMax / 1_000_000 } })
    return {
      temporary: path,
      name,
      type: kind.type,
      size,
      sha256: hash.digest('hex'),
      width: picture?.width ?? null,
      height: picture?.height ?? null,
    }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}
