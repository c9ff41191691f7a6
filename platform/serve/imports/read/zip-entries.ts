import { refuse } from '@lianke/kernel'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { bytesAt, zipTailBytes } from '../../../store/files/check-zip.ts'

/** Where a file of a zip lies. The directory was judged by `checkZip` before. */
interface ZipEntry {
  readonly name: string
  readonly packed: number
  readonly method: number
  /** Of its own header, behind which its bytes begin. */
  readonly at: number
}
const unpackedBytesMax = 512 * 1024 * 1024
const stored = 0

/** The files of a zip by their names. */
export const zipEntries = async (path: string): Promise<ReadonlyMap<string, ZipEntry>> => {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const tail = await bytesAt(file, Math.max(0, size - zipTailBytes), Math.min(size, zipTailBytes))
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
    const directory = await bytesAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
    const entries = new Map<string, ZipEntry>()
    for (let at = 0; at + 46 <= directory.length; ) {
      const nameLength = directory.readUInt16LE(at + 28)
      const name = directory.toString('utf8', at + 46, at + 46 + nameLength).replace(/^\//, '')
      const [method, packed] = [directory.readUInt16LE(at + 10), directory.readUInt32LE(at + 20)]
      entries.set(name, { name, packed, method, at: directory.readUInt32LE(at + 42) })
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    return entries
  } finally {
    await file.close()
  }
}

/** Hands a file of a zip to `take`, a piece of text at a time. Refuses `file.zip_bomb` where it is larger than its directory may say. */
export const readEntry = async (path: string, entry: ZipEntry, take: (text: string) => void): Promise<void> => {
  if (entry.packed === 0) return
  const file = await open(path, 'r')
  let start: number
  try {
    const header = await bytesAt(file, entry.at, 30)
    start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    await file.close()
  }
  const decoder = new TextDecoder()
  let unpacked = 0
  const taking = new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        unpacked += chunk.length
        if (unpacked > unpackedBytesMax) refuse('file.zip_bomb', { params: { max: unpackedBytesMax / 1024 / 1024 } })
        take(decoder.decode(chunk, { stream: true }))
        done()
      } catch (error) {
        // Thrown out of here it would end the process, not the reading.
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
  })
  const bytes = createReadStream(path, { start, end: start + entry.packed - 1 })
  await (entry.method === stored ? pipeline(bytes, taking) : pipeline(bytes, createInflateRaw(), taking))
}
