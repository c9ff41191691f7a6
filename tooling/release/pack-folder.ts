import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

interface Entry {
  readonly path: string
  readonly mode: number
  /** Absent: a folder. PostgreSQL wants its empty ones too. */
  readonly size?: number
}
const lengthBytes = 4
const level = 19
const windowLog = 26

const entriesOf = (folder: string, under = ''): Entry[] =>
  readdirSync(join(folder, under))
    .sort()
    .flatMap((name): Entry[] => {
      const path = join(under, name)
      const found = lstatSync(join(folder, path))
      if (found.isDirectory()) return [{ path, mode: found.mode & 0o777 }, ...entriesOf(folder, path)]
      return found.isFile() ? [{ path, mode: found.mode & 0o777, size: found.size }] : []
    })

/** A folder as one compressed file: a list of what is in it, then the contents one after the other. The same on every system, without its programs. */
export const packFolder = (folder: string, file: string): void => {
  const entries = entriesOf(folder)
  const list = Buffer.from(JSON.stringify(entries))
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(list.length)
  const contents = entries.filter(({ size }) => size !== undefined).map(({ path }) => readFileSync(join(folder, path)))
  const { ZSTD_c_compressionLevel, ZSTD_c_windowLog, ZSTD_c_enableLongDistanceMatching } = constants
  const params = { [ZSTD_c_compressionLevel]: level, [ZSTD_c_windowLog]: windowLog, [ZSTD_c_enableLongDistanceMatching]: 1 }
  writeFileSync(file, zstdCompressSync(Buffer.concat([length, list, ...contents]), { params }))
}

/** What {@link packFolder} packed, as it was, in a folder that is made. */
export const unpackFolder = (file: string, folder: string): void => {
  const all = zstdDecompressSync(readFileSync(file))
  const listEnd = lengthBytes + all.readUInt32BE(0)
  const entries: Entry[] = JSON.parse(all.subarray(lengthBytes, listEnd).toString())
  mkdirSync(folder, { recursive: true })
  let at = listEnd
  for (const { path, mode, size } of entries) {
    const place = join(folder, path)
    if (size === undefined) mkdirSync(place, { recursive: true })
    else {
      writeFileSync(place, all.subarray(at, at + size))
      at += size
    }
    chmodSync(place, mode)
  }
}
