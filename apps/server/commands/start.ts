import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isObject, textsIn } from '@lianke/kernel/plain'
import {
  type Config,
  giveBackAtRest,
  readConfig,
  type Rest,
  supervise,
  type Supervision,
  untilReleased,
} from '@lianke/platform/runtime'
import { processes } from '../processes.ts'
import type { CommandCall } from './command.ts'

/** `lianke start`: everything on this machine under supervision; with `--role` only these roles, in this process. */
export const run = async ({ config, options }: CommandCall): Promise<'stay'> => {
  if (typeof options.role === 'string') {
    const { runRoles } = await import('../run-roles.ts')
    const { preparedBefore } = await import('../prepared-before.ts')
    await runRoles(
      (await untilReleased((say) => preparedBefore(readConfig(), say))) ? readConfig() : config,
      options.role.split(',').map((name) => name.trim()),
    )
    return 'stay'
  }
  const begun = performance.now()
  const say = (message: string) => console.log(`  ${message}`)
  console.log('Lianke starts')
  let sign: readonly string[] = []
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const stopping = new AbortController()
  let running: Supervision | null = null
  const stop = (signal: string) => {
    if (stopping.signal.aborted) return
    console.log(`\nLianke stops (${signal})`)
    stopping.abort(new Error('stopped while starting'))
    running?.stop().then(
      () => process.exit(0),
      (problem: unknown) => {
        console.error(problem)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', () => stop('Ctrl-C'))
  process.on('SIGTERM', () => stop('SIGTERM'))
  const parts = processes(config, main)
  const supervision = await supervise({
    config,
    say,
    signal: stopping.signal,
    loud: config.logLevel === 'debug' || config.logLevel === 'trace',
    prepare: async (stores, ask) => {
      const { lines, rest } = await preparing(main, config, stores, ask)
      sign = lines
      return rest
    },
    processes: parts,
  })
  running = supervision
  giveBackAtRest()
  const { port, sandboxPort } = supervision.addresses
  console.log(`\n  Lianke          http://localhost:${port}`)
  if (parts.some(({ name }) => name === 'sandbox')) console.log(`  WeCom sandbox   http://localhost:${sandboxPort}`)
  const address = process.env.LIANKE_URL ? config.url : `http://localhost:${port}`
  for (const line of sign) console.log(`  ${line.replace('{url}', address)}`)
  console.log(`  Data and logs   ${config.data}`)
  console.log(`  Ready in ${((performance.now() - begun) / 1000).toFixed(1)} s. Ctrl-C stops everything.\n`)
  return 'stay'
}

interface Prepared {
  readonly lines: readonly string[]
  readonly rest: Rest | null
}

/** By the process that will serve, where the stores are at this release; else by one of its own. */
const preparing = async (
  main: string,
  config: Config,
  { databaseUrl, clickhouseUrl }: { databaseUrl: string; clickhouseUrl: string },
  ask: (env: Readonly<Record<string, string>>) => Promise<unknown>,
): Promise<Prepared> => {
  const stores = { DATABASE_URL: databaseUrl, CLICKHOUSE_URL: clickhouseUrl }
  const before = await ask(stores)
  return isObject(before)
    ? { lines: textsIn(before.lines), rest: null }
    : prepared(main, { ...stores, LIANKE_SECRET: config.secret, LIANKE_DATA: config.data })
}

/** In a process of its own: the supervisor never loads the product. Answers the lines that say how to sign in, and what goes on after them. */
const prepared = (main: string, env: Record<string, string>): Promise<Prepared> =>
  new Promise((resolve, reject) => {
    const child = fork(main, ['prepare'], { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const done = new Promise<string | null>((ended) =>
      child.once('exit', (code) =>
        ended(code === 0 ? null : 'the demo company could not be loaded whole: see the message above'),
      ),
    )
    const begin = () => void child.send({ begin: true })
    const stop = async () => {
      child.kill()
      await done
    }
    child.on('message', (message) => {
      if (!isObject(message)) return
      resolve({ lines: textsIn(message.lines), rest: message.more === true ? { begin, done, stop } : null })
    })
    child.on('exit', () => {
      reject(new Error('the stores could not be prepared: see the message above')) // without effect once it was ready
    })
  })
