import { existsSync } from 'node:fs'
import { stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '../config/config.ts'
import { foundDirectory } from './system-user.ts'
import type { DiskState } from '../../serve/http/machine.ts'

interface DiskLimits {
  readonly diskWarnMb: number
  readonly diskFullMb: number
}
const megabyte = 1024 ** 2

/** Judges free room by the limits of the installation. */
export const judgeDisk = (freeBytes: number, { diskWarnMb, diskFullMb }: DiskLimits): DiskState['state'] =>
  freeBytes < diskFullMb * megabyte ? 'full' : freeBytes < diskWarnMb * megabyte ? 'low' : 'good'

/** The folder, or the nearest above it that exists. */
const existing = (path: string): string => (existsSync(path) || dirname(path) === path ? path : existing(dirname(path)))

/** What of the installation lies on disks of this machine: an outside server or a bucket has a disk of its own. */
export const placesOf = ({ data }: Pick<Config, 'data'>): ReadonlyMap<string, string> => {
  const found = [
    ['data', data],
    ['files', join(data, 'files')],
    ['database', foundDirectory(join(data, 'postgres'))],
    ['analytics', join(data, 'lake')],
  ] as const
  return new Map(found.flatMap(([name, path]) => (path && (name === 'data' || existsSync(path)) ? [[name, path]] : [])))
}

/** Free room where these places lie, one line per disk. */
export const disksOf = async (places: ReadonlyMap<string, string>, limits: DiskLimits): Promise<readonly DiskState[]> => {
  const disks = new Map<number, DiskState>()
  for (const [name, path] of places) {
    const folder = existing(path)
    const [{ dev }, { bavail, bsize, blocks }] = await Promise.all([stat(folder), statfs(folder)])
    const free = bavail * bsize
    const known = disks.get(dev)
    disks.set(dev, {
      holds: [...(known?.holds ?? []), name],
      free_bytes: free,
      size_bytes: blocks * bsize,
      state: judgeDisk(free, limits),
    })
  }
  return [...disks.values()]
}
