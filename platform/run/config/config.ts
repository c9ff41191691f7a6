import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0', 'yes', 'no'])
  .transform((word) => ['on', 'true', '1', 'yes'].includes(word))
const environment = z.object({
  LIANKE_DATA: z.string().min(1).default('./.lianke'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Address to listen on; others than this machine's own are for an installation with passwords of its own. */
  LIANKE_HOST: z.string().default('127.0.0.1'),
  /** Address under which people reach it; default: http://localhost:PORT. */
  LIANKE_URL: z.url().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'begins with postgres://')
    .optional(),
  CLICKHOUSE_URL: z
    .string()
    .regex(/^https?:\/\//, 'begins with http:// or https://')
    .optional(),
  /** Master key of sealed values and sessions; made on first start when absent. */
  LIANKE_SECRET: z.string().min(16, 'has at least 16 letters').optional(),
  /** Seals the secret inside a backup, and opens it again. */
  LIANKE_BACKUP_PASSPHRASE: z.string().min(12, 'has at least 12 letters').optional(),
  LIANKE_DEMO: flag.default(true),
  /** Password of the demo's accounts in place of the published one, which works on this machine only. */
  LIANKE_DEMO_PASSWORD: z.string().min(10, 'has at least 10 letters').optional(),
  /** Share of the demo company that is made: 1 is 6,000 people. */
  LIANKE_DEMO_SIZE: z.coerce.number().min(0.01).max(10).default(1),
  LIANKE_SANDBOX: flag.default(true),
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(3100),
  POSTGRES_PORT: z.coerce.number().int().min(0).max(65_535).default(54_329),
  CLICKHOUSE_PORT: z.coerce.number().int().min(0).max(65_535).default(8_129),
  /** Most memory the embedded ClickHouse may take. */
  LAKE_MEMORY_MB: z.coerce.number().int().min(500).default(4000),
  /** Private hosts (host or host:port, comma separated) that outgoing calls may reach. */
  LIANKE_OUTGOING_ALLOW: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  /** A process that does not answer for this long is ended and started again. */
  LIANKE_HANG_SECONDS: z.coerce.number().min(2).max(3600).default(30),
  /** Free room below which doctor, health and the operations page warn, and below which they say that it is full. */
  LIANKE_DISK_WARN_MB: z.coerce.number().int().min(0).default(5000),
  LIANKE_DISK_FULL_MB: z.coerce.number().int().min(0).default(1000),
  LIANKE_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
})

/** What the surroundings decide: where data lie, which ports, which outside servers. */
export interface Config {
  readonly data: string
  readonly host: string
  readonly port: number
  readonly url: string
  /** Null: the embedded one. */
  readonly databaseUrl: string | null
  readonly clickhouseUrl: string | null
  readonly secret: string
  readonly backupPassphrase: string | null
  readonly demo: boolean
  readonly demoSize: number
  /** Null: the published one. */
  readonly demoPassword: string | null
  /** Whether others than this machine can reach it: by the address it listens on, or the one that people are told. */
  readonly reachable: boolean
  readonly sandbox: boolean
  readonly sandboxPort: number
  readonly postgresPort: number
  readonly clickhousePort: number
  readonly analyticsMemoryMb: number
  readonly outgoingAllow: readonly string[]
  readonly hangMs: number
  readonly diskWarnMb: number
  readonly diskFullMb: number
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'
}

/** A setting of the environment is unusable; the text names it and says what is wanted. */
export class BadConfig extends Error {}

const keptSecret = (data: string): string => {
  const file = join(data, 'secret')
  if (!existsSync(file)) {
    mkdirSync(data, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(file, 'utf8').trim()
}

/** `127.0.0.1`, `::1`, `localhost`: what no other machine reaches. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

const foundSecret = (data: string): string => {
  const file = join(data, 'secret')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
}

/** Keeps a secret that came from elsewhere (a restored backup) for the next start; one that was there before stays beside it. */
export const keepSecret = (data: string, secret: string): void => {
  const file = join(data, 'secret')
  mkdirSync(data, { recursive: true })
  if (existsSync(file)) renameSync(file, `${file}.before-${Date.now()}`)
  writeFileSync(file, secret, { mode: 0o600, flag: 'wx' })
}

/**
 * Reads and checks the environment. Throws {@link BadConfig} that names every unusable variable. Without `makeSecret` a secret that is
 * not there stays empty: a restored database belongs to an old one.
 */
export const readConfig = (
  env: Record<string, string | undefined> = process.env,
  { makeSecret = true }: { readonly makeSecret?: boolean } = {},
): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success)
    throw new BadConfig(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
  const it = parsed.data
  const data = resolve(it.LIANKE_DATA)
  return {
    data,
    host: it.LIANKE_HOST,
    port: it.PORT,
    url: it.LIANKE_URL ?? `http://localhost:${it.PORT}`,
    databaseUrl: it.DATABASE_URL ?? null,
    clickhouseUrl: it.CLICKHOUSE_URL ?? null,
    secret: it.LIANKE_SECRET ?? (makeSecret ? keptSecret(data) : foundSecret(data)),
    backupPassphrase: it.LIANKE_BACKUP_PASSPHRASE ?? null,
    demo: it.LIANKE_DEMO,
    demoSize: it.LIANKE_DEMO_SIZE,
    demoPassword: it.LIANKE_DEMO_PASSWORD ?? null,
    reachable: !isLoopback(it.LIANKE_HOST) || (it.LIANKE_URL !== undefined && !isLoopback(new URL(it.LIANKE_URL).hostname)),
    sandbox: it.LIANKE_SANDBOX,
    sandboxPort: it.SANDBOX_PORT,
    postgresPort: it.POSTGRES_PORT,
    clickhousePort: it.CLICKHOUSE_PORT,
    analyticsMemoryMb: it.LAKE_MEMORY_MB,
    outgoingAllow: it.LIANKE_OUTGOING_ALLOW,
    hangMs: it.LIANKE_HANG_SECONDS * 1000,
    diskWarnMb: it.LIANKE_DISK_WARN_MB,
    diskFullMb: it.LIANKE_DISK_FULL_MB,
    logLevel: it.LIANKE_LOG,
  }
}
