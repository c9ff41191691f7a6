import type { UnitOfWork } from '@lianke/kernel'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const chunkBytes = 1024 * 1024

/** Puts an uploaded file beside its run, so that any process on any machine can go on with it. */
export const storeFile = async (work: Pick<UnitOfWork, 'sql'>, run: string, path: string): Promise<void> => {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(chunkBytes)
    for (let part = 0; ; part++) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, null)
      if (bytesRead === 0) return
      await work.sql('insert into import_chunk (run, part, bytes) values ($1, $2, $3)', [
        run,
        part,
        buffer.subarray(0, bytesRead),
      ])
    }
  } finally {
    await file.close()
  }
}

/** Lends the file of a run under a temporary name. */
export const withFile = async <T>(
  read: (part: number) => Promise<Buffer | null>,
  use: (path: string) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'lianke-import-'))
  try {
    const path = join(folder, 'table')
    const file = await open(path, 'wx')
    try {
      for (let part = 0; ; part++) {
        const bytes = await read(part)
        if (!bytes) break
        await file.write(bytes)
      }
    } finally {
      await file.close()
    }
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
