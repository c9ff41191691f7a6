import { readdir, readFile } from 'node:fs/promises'

const kilobytesPerMegabyte = 1024
const numberIn = (text: string, name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0)

/** Megabytes a process and all its descendants hold, pages shared with others counted by their share (Linux). */
export const memoryOf = async (pids: readonly number[]): Promise<number> => {
  const all = new Set(pids)
  const parents = new Map<number, number>()
  for (const entry of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(entry)) continue
    const status = await readFile(`/proc/${entry}/status`, 'utf8').catch(() => '')
    parents.set(Number(entry), numberIn(status, 'PPid'))
  }
  for (let grown = true; grown; ) {
    grown = false
    for (const [pid, parent] of parents) if (all.has(parent) && !all.has(pid)) grown = Boolean(all.add(pid))
  }
  let kilobytes = 0
  for (const pid of all) kilobytes += numberIn(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => ''), 'Pss')
  return Math.round(kilobytes / kilobytesPerMegabyte)
}
