import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** Fields of `/proc/<pid>/stat` after the name; null when the process has ended meanwhile. */
const statOf = (pid: number): string[] | null => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? null
  } catch {
    return null
  }
}
const treeOf = (top: number): number[] => {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), Number(statOf(Number(name))?.[1])]),
  )
  const tree = [top]
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child)
  return tree
}

/** Memory that a process and all it started hold alone or share fairly (PSS), in MB; Linux only. */
export const treeMegabytes = (top: number): number =>
  treeOf(top)
    .map((pid) => {
      try {
        return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
      } catch {
        return 0
      }
    })
    .reduce((sum, one) => sum + one, 0) / 1024

/** Hundredths of a second of processor time that the tree has taken. */
const ticksOf = (top: number): number =>
  treeOf(top)
    .map((pid) => Number(statOf(pid)?.[11] ?? 0) + Number(statOf(pid)?.[12] ?? 0))
    .reduce((sum, one) => sum + one, 0)

/** Processor time that this process and a PostgreSQL on this machine take from here on: call it again for microseconds by each. Linux only. */
export const watchProcessor = async (
  databaseUrl: string,
): Promise<() => { readonly node: number; readonly postgres: number }> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const server = Number(statOf(rows[0]?.pid ?? 0)?.[1] ?? 0)
  await client.end()
  const [own, before] = [process.cpuUsage(), server === 0 ? 0 : ticksOf(server)]
  return () => {
    const { user, system } = process.cpuUsage(own)
    return { node: user + system, postgres: server === 0 ? 0 : (ticksOf(server) - before) * 10_000 }
  }
}

/** Long enough for processes to notice that they are at rest, and to give memory back. */
const quietMs = 15_000
/** A fifth of one core: timers and polls, but nobody copies or loads any more. */
const quietTicksMax = 300

/** Waits until a whole tree of processes has been idle for fifteen seconds; false: it never was. */
export const untilIdle = async (top: number, msMax: number): Promise<boolean> => {
  for (const until = Date.now() + msMax; Date.now() < until; ) {
    const before = ticksOf(top)
    await pause(quietMs)
    if (Math.abs(ticksOf(top) - before) <= quietTicksMax) return true
  }
  return false
}

/** Hundredths of a second of processor time of the children of this process whose command line is like that. */
export const childTicks = (like: RegExp): number =>
  treeOf(process.pid)
    .filter((pid) => {
      try {
        return pid !== process.pid && like.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
      } catch {
        return false
      }
    })
    .reduce((sum, pid) => sum + Number(statOf(pid)?.[11] ?? 0) + Number(statOf(pid)?.[12] ?? 0), 0)
