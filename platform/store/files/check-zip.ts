import { type FileHandle, open } from 'node:fs/promises'
import { refuse } from '@lianke/kernel'

const unpackedBytesMax = 512 * 1024 * 1024
const unpackRatioMax = 200
const zipEntriesMax = 20_000
const directoryBytesMax = 8 * 1024 * 1024
/** The end of a zip, with the longest comment it may have, is within so many bytes. */
export const zipTailBytes = 65_557

/** Bytes of a file from a place on; fewer where it ends before. */
export const bytesAt = async (file: FileHandle, position: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

/**
 * Judges a zip by its directory alone, unpacking nothing. Refuses `file.broken_zip`, `file.encrypted_zip`, `file.zip_bomb`.
 * A directory that lies about sizes is caught later by whoever unpacks with a limit.
 */
export const checkZip = async (path: string): Promise<void> => {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const tail = await bytesAt(file, Math.max(0, size - zipTailBytes), Math.min(size, zipTailBytes))
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
    if (end < 0 || end + 22 > tail.length) refuse('file.broken_zip')
    const entries = tail.readUInt16LE(end + 10)
    const length = tail.readUInt32LE(end + 12)
    const start = tail.readUInt32LE(end + 16)
    // 0xffff… point to zip64: archives above 4 GB, which the size limit refuses anyway.
    if (entries > zipEntriesMax || length > directoryBytesMax)
      refuse('file.zip_bomb', { params: { max: unpackedBytesMax / 1024 / 1024 } })
    if (start + length > size) refuse('file.broken_zip')
    checkDirectory(await bytesAt(file, start, length), entries, size)
  } finally {
    await file.close()
  }
}

const checkDirectory = (directory: Buffer, entries: number, size: number): void => {
  let at = 0
  let unpacked = 0
  for (let index = 0; index < entries; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) refuse('file.broken_zip')
    if ((directory.readUInt16LE(at + 8) & 1) === 1) refuse('file.encrypted_zip')
    unpacked += directory.readUInt32LE(at + 24)
    if (unpacked > unpackedBytesMax || unpacked > 10_000_000 + size * unpackRatioMax)
      refuse('file.zip_bomb', { params: { max: unpackedBytesMax / 1024 / 1024 } })
    at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
}
