import { messageOfError } from '@lianke/kernel'
import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@clickhouse/client'
import { openDatabase } from '@lianke/platform'
import { type Config, databaseUser, disksOf, embeddedPrograms, freePort, placesOf } from '@lianke/platform/runtime'
import type { CommandCall } from './command.ts'

interface Finding {
  readonly state: 'good' | 'odd' | 'bad'
  readonly what: string
  readonly mend?: string
}
const gigabyte = 1024 ** 3
const memoryGbMin = 2

/** `lianke doctor`: looks at the machine and at the stores, and says how to mend what is wrong. Fails when something is. */
export const run = async ({ config }: CommandCall): Promise<'exit'> => {
  const findings = [
    node(),
    memory(),
    folder(config),
    ...(await disks(config)),
    secret(config),
    fonts(),
    ...(await ports(config)),
    ...(await postgres(config)),
    ...(await analytics(config)),
  ]
  for (const { state, what, mend } of findings) {
    console.log(`${{ good: '  ok  ', odd: ' note ', bad: ' FAIL ' }[state]} ${what}`)
    if (mend) console.log(`         → ${mend}`)
  }
  const bad = findings.filter(({ state }) => state === 'bad').length
  console.log(bad ? `\n${bad} to mend` : '\nEverything needed is there.')
  process.exitCode = bad ? 1 : 0
  return 'exit'
}

const node = (): Finding => {
  const major = Number(process.versions.node.split('.')[0])
  return major >= 24
    ? { state: 'good', what: `Node ${process.versions.node}` }
    : {
        state: 'bad',
        what: `Node ${process.versions.node}`,
        mend: 'run it with `npm run lianke -- doctor`, which uses the pinned Node 24',
      }
}

const memory = (): Finding => {
  const gb = totalmem() / gigabyte
  return gb >= memoryGbMin
    ? { state: 'good', what: `${gb.toFixed(1)} GB memory` }
    : {
        state: 'odd',
        what: `${gb.toFixed(1)} GB memory`,
        mend: 'below 2 GB set LAKE_MEMORY_MB=800 or use outside servers (DATABASE_URL, CLICKHOUSE_URL)',
      }
}

const folder = (config: Config): Finding => {
  try {
    mkdirSync(config.data, { recursive: true })
    accessSync(config.data, constants.W_OK)
    return { state: 'good', what: `data in ${config.data}` }
  } catch {
    return {
      state: 'bad',
      what: `${config.data} cannot be written`,
      mend: `give it to this user (chown -R $(id -u) ${config.data}) or set LIANKE_DATA to another folder`,
    }
  }
}

const disks = async (config: Config): Promise<Finding[]> =>
  (await disksOf(placesOf(config), config)).map(({ holds, free_bytes, size_bytes, state }) => {
    const what = `${(free_bytes / gigabyte).toFixed(1)} of ${(size_bytes / gigabyte).toFixed(1)} GB free for ${holds.join(', ')}`
    if (state === 'good') return { state, what }
    const wanted = ((state === 'full' ? config.diskFullMb : config.diskWarnMb) / 1024).toFixed(1)
    return {
      state: state === 'full' ? ('bad' as const) : ('odd' as const),
      what,
      mend: `make room, at least ${wanted} GB, or set LIANKE_DATA to a larger disk (limits: LIANKE_DISK_WARN_MB, LIANKE_DISK_FULL_MB)`,
    }
  })

const secret = (config: Config): Finding => {
  const file = join(config.data, 'secret')
  if (process.env.LIANKE_SECRET) return { state: 'good', what: 'LIANKE_SECRET is given' }
  const open = existsSync(file) && (statSync(file).mode & 0o077) !== 0
  return open
    ? { state: 'bad', what: `${file} can be read by others`, mend: `chmod 600 ${file}` }
    : { state: 'good', what: 'the secret is kept for this user alone; keep a copy with the backups' }
}

const fonts = (): Finding => {
  try {
    const found = execFileSync('fc-list', [':lang=zh', 'family'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
    if (found) return { state: 'good', what: 'Chinese fonts for pictures and screenshots' }
  } catch {
    // without fontconfig nothing can be listed: the same advice holds
  }
  return {
    state: 'odd',
    what: 'no Chinese font on this machine (only pictures made here need one)',
    mend: 'apt-get install fonts-noto-cjk',
  }
}

const ports = async (config: Config): Promise<Finding[]> => {
  const port = await freePort(config.port, config.host)
  if (port === config.port) return [{ state: 'good', what: `port ${config.port} is free` }]
  const ours = await fetch(`http://127.0.0.1:${config.port}/healthz`, { signal: AbortSignal.timeout(1000) }).then(
    (response) => response.ok,
    () => false,
  )
  return [
    ours
      ? { state: 'good', what: `Lianke answers on port ${config.port}` }
      : {
          state: 'odd',
          what: `port ${config.port} is taken by another program`,
          mend: 'Lianke will take another port and say which; set PORT to choose one',
        },
  ]
}

const postgres = async (config: Config): Promise<Finding[]> => {
  if (!config.databaseUrl) {
    try {
      const { version } = embeddedPrograms()
      databaseUser()
      return [{ state: 'good', what: `embedded PostgreSQL ${version}` }]
    } catch (problem) {
      return [{ state: 'bad', what: 'embedded PostgreSQL', mend: messageOfError(problem) }]
    }
  }
  const database = openDatabase({ url: config.databaseUrl, max: 1 })
  try {
    const [row] = await database.home.query<{ version: number; encoding: string; may: boolean }>({
      text: "select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding, (select rolcreaterole or rolsuper from pg_roles where rolname = session_user) as may",
    })
    const found: Finding[] = [
      (row?.version ?? 0) >= 150_000
        ? { state: 'good', what: `PostgreSQL ${Math.floor((row?.version ?? 0) / 10_000)}` }
        : { state: 'bad', what: 'PostgreSQL is older than 15', mend: 'point DATABASE_URL to PostgreSQL 15 or later' },
    ]
    if (row?.encoding !== 'UTF8')
      found.push({
        state: 'bad',
        what: `the database is in ${row?.encoding}`,
        mend: "create database lianke template template0 encoding 'UTF8'",
      })
    if (!row?.may)
      found.push({
        state: 'bad',
        what: 'the database user may not create roles (each tenant has one)',
        mend: 'alter role … createrole',
      })
    return found
  } catch (problem) {
    return [
      {
        state: 'bad',
        what: `PostgreSQL does not answer: ${messageOfError(problem)}`,
        mend: 'check DATABASE_URL, the server and the network between',
      },
    ]
  } finally {
    await database.close()
  }
}

const analytics = async (config: Config): Promise<Finding[]> => {
  if (!config.clickhouseUrl) return [{ state: 'good', what: 'embedded ClickHouse' }]
  const client = createClient({ url: config.clickhouseUrl, request_timeout: 5000 })
  try {
    const result = await client.query({ query: 'select version() as version', format: 'JSONEachRow' })
    const [row] = await result.json<{ version: string }>()
    return [
      Number(row?.version.split('.')[0]) >= 25
        ? { state: 'good', what: `ClickHouse ${row?.version}` }
        : { state: 'bad', what: `ClickHouse ${row?.version}`, mend: 'version 25.3 or later is needed (JSON columns)' },
    ]
  } catch (problem) {
    return [
      {
        state: 'bad',
        what: `ClickHouse does not answer: ${messageOfError(problem)}`,
        mend: 'check CLICKHOUSE_URL: http://user:password@host:8123/database',
      },
    ]
  } finally {
    await client.close()
  }
}
