import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const socketName = '.s.PGSQL.'
/** The longest path of a socket that every system takes. */
const pathMax = 100

/** Where a cluster has a socket beside its port: its own directory; null where the path is too long for one. */
export const socketsOf = (directory: string): string | null =>
  process.platform === 'win32' || join(directory, `${socketName}65535`).length > pathMax ? null : directory

/** One that was killed leaves its socket, and the next server has another port. */
export const removeSockets = (directory: string): void => {
  for (const name of readdirSync(directory)) if (name.startsWith(socketName)) rmSync(join(directory, name), { force: true })
}

/**
 * The address of a cluster by its socket, where it has one that we can reach: a statement then costs both ends a quarter less than by the
 * loopback. Whoever reads no `host` behind the question mark finds the port.
 */
export const bySocket = (url: string, directory: string, port: number): string => {
  const sockets = socketsOf(directory)
  return sockets !== null && existsSync(join(sockets, `${socketName}${port}`))
    ? `${url}?host=${encodeURIComponent(sockets)}`
    : url
}
