import { execFileSync } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'

/** Whom a child process runs as; null when it runs as we do. */
export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

const userName = 'lianke'
/** Where root keeps what the system user must reach when the checkout lies in a closed directory such as /root. */
const reachableHome = '/var/lib/lianke'

const lookUp = (name: string): SystemUser | null => {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  if (!line) return null
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

/** PostgreSQL refuses to run as root: root gets a system user made for it, everybody else runs it as themselves. */
export const databaseUser = (): SystemUser | null => {
  if (process.getuid?.() !== 0) return null
  const known = lookUp(userName)
  if (known) return known
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', userName], { stdio: 'pipe' })
  } catch (cause) {
    const busybox = existsSync('/bin/busybox') || existsSync('/sbin/apk')
    if (!busybox)
      return (
        lookUp('nobody') ??
        (() => {
          throw new Error('PostgreSQL cannot run as root and no system user could be made: run `useradd --system lianke` once', {
            cause,
          })
        })()
      )
    execFileSync('adduser', ['-S', '-D', '-H', userName], { stdio: 'pipe' })
  }
  const made = lookUp(userName) ?? lookUp('nobody')
  if (!made) throw new Error('no system user to run PostgreSQL as: run `useradd --system lianke` once')
  return made
}

/** May `user` walk down to `path`? Looks at the search bit of every directory above it. */
const canReach = (user: SystemUser, path: string): boolean => {
  let at = resolve(path)
  while (!existsSync(at)) at = dirname(at)
  for (;;) {
    const { mode, uid, gid } = statSync(at)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (at === dirname(at)) return true
    at = dirname(at)
  }
}

/** Where data go that their user could not reach. */
const reachablePlace = (wanted: string): string =>
  join(reachableHome, createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 12))

/** Where {@link ownDirectory} has put what was wanted here; null: nowhere yet. */
export const foundDirectory = (wanted: string): string | null =>
  [reachablePlace(wanted), wanted].find((path) => existsSync(path)) ?? null

/** A directory for `user`'s own data: the wanted one, or one under /var/lib/lianke when the wanted one is out of reach. */
export const ownDirectory = (user: SystemUser | null, wanted: string): string => {
  if (!user) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 })
    return wanted
  }
  const path = canReach(user, dirname(wanted)) ? wanted : reachablePlace(wanted)
  mkdirSync(path, { recursive: true })
  chownSync(path, user.uid, user.gid)
  return path
}

/** Programs that `user` can run: those of the checkout, or a copy of them where the checkout is closed to it. */
export const runnablePrograms = (user: SystemUser | null, programs: string, version: string): string => {
  if (!user || canReach(user, join(programs, 'bin'))) return programs
  const copy = join(reachableHome, `postgres-${version}`)
  if (!existsSync(join(copy, 'complete'))) {
    mkdirSync(copy, { recursive: true })
    cpSync(programs, copy, { recursive: true, verbatimSymlinks: true, force: true })
    mkdirSync(join(copy, 'complete'))
  }
  return copy
}
