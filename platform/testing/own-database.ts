import { randomBytes } from 'node:crypto'
import { createClient } from '@clickhouse/client'
import pg from 'pg'
import { ident } from '../store/db/sql.ts'

/** A place of its own on a given server, for one run of the specifications. */
interface OwnPlace {
  readonly url: string
  /** Leaves the server as it was found. */
  drop(): Promise<void>
}

const ownName = (): string => `lianke_test_${randomBytes(5).toString('hex')}`
const inDatabase = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href

const asking = async <T>(url: string, work: (ask: (text: string) => Promise<string[]>) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(async (text) => {
      const { rows } = await client.query<{ name: string }>(text)
      return rows.map(({ name }) => name)
    })
  } finally {
    await client.end()
  }
}

const tenantRoles = `select rolname as name from pg_roles where rolname like 't\\_%'`
const schemas = `select nspname as name from pg_namespace where nspname in ('lianke', 'lianke_jobs') or nspname like 't\\_%'`

/** Roles belong to the server. One that another database still needs is left alone, by PostgreSQL itself. */
const dropRoles = async (ask: (text: string) => Promise<string[]>, except: ReadonlySet<string>): Promise<void> => {
  for (const role of await ask(tenantRoles))
    if (!except.has(role)) await ask(`drop role if exists ${ident(role)}`).catch(() => undefined)
}

/**
 * A Citus database knows its workers, and a new one would know none: the given one is used itself, emptied before and after.
 * Throws where its name does not say that it is for tests.
 */
const emptied = async (url: string): Promise<OwnPlace> => {
  const name = new URL(url).pathname.slice(1)
  if (!name.includes('test'))
    throw new Error(
      `the schemas of the Citus database ${name} would be dropped: give LIANKE_TEST_DATABASE_URL one with test in its name`,
    )
  const drop = () =>
    asking(url, async (ask) => {
      await ask(`set client_min_messages to warning`)
      for (const schema of await ask(schemas)) await ask(`drop schema ${ident(schema)} cascade`)
      await dropRoles(ask, new Set())
    })
  await drop()
  return { url, drop }
}

/** A database of this run on a PostgreSQL that somebody else runs; on Citus the given one. */
export const ownDatabase = async (server: string): Promise<OwnPlace> => {
  const [distributed, roles] = await asking(server, async (ask) => [
    await ask(`select extname as name from pg_extension where extname = 'citus'`),
    new Set(await ask(tenantRoles)),
  ])
  if (distributed.length > 0) return emptied(server)
  const name = ownName()
  await asking(server, (ask) => ask(`create database ${name} template template0 encoding 'UTF8'`))
  return {
    url: inDatabase(server, name),
    drop: () =>
      asking(server, async (ask) => {
        await ask(`drop database if exists ${name} with (force)`)
        await dropRoles(ask, roles)
      }),
  }
}

/** The same on a ClickHouse. */
export const ownAnalytics = async (server: string): Promise<OwnPlace> => {
  const name = ownName()
  const command = async (query: string) => {
    const client = createClient({ url: server })
    await client.command({ query }).finally(() => client.close())
  }
  await command(`create database ${name}`)
  return { url: inDatabase(server, name), drop: () => command(`drop database if exists ${name}`) }
}
