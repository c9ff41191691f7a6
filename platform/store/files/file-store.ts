import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { check } from '@lianke/kernel'

/** Where bytes lie. `place` is a name of our own making: `<tenant>/<first two of id>/<id>`. */
export interface FileStore {
  /** Takes over a finished temporary file. */
  keep(place: string, temporary: string): Promise<void>
  read(place: string): Promise<Readable>
  remove(place: string): Promise<void>
}

/** A store, and a folder on the disk of its data where a file is made before the store takes it over. */
export interface FilePlace {
  readonly store: FileStore
  readonly root: string
}

const placePattern = /^[a-z0-9_]+\/[0-9a-f]{2}\/[0-9a-f-]{36}$/

/** Bytes on the local disk, below `LIANKE_DATA/files`. */
export const localStore = (root: string): FileStore => {
  const pathOf = (place: string) => {
    check(placePattern.test(place), 'a place is tenant/xx/id')
    return join(resolve(root), place)
  }
  return {
    async keep(place, temporary) {
      await mkdir(dirname(pathOf(place)), { recursive: true })
      await rename(temporary, pathOf(place))
    },
    async read(place) {
      await stat(pathOf(place))
      return createReadStream(pathOf(place))
    },
    remove: (place) => rm(pathOf(place), { force: true }),
  }
}

/** A stream into a new file of the upload folder. */
export const temporaryFile = async (root: string, name: string) => {
  const folder = join(resolve(root), 'uploading')
  await mkdir(folder, { recursive: true })
  const path = join(folder, name)
  return { path, stream: createWriteStream(path, { flags: 'wx' }) }
}
