import { fileURLToPath } from 'node:url'
import { supervise } from '@lianke/platform/runtime'
import { prepare } from '../prepare.ts'
import { processes } from '../processes.ts'
import { runRoles } from '../run-roles.ts'
import type { CommandCall } from './command.ts'

const megabytes = 1024

/** `lianke start`: everything on this machine under supervision; with `--role` only these roles, in this process. */
export const run = async ({ config, options }: CommandCall): Promise<'stay'> => {
  if (typeof options.role === 'string') {
    await runRoles(config, options.role.split(',').map((name) => name.trim()))
    return 'stay'
  }
  const begun = performance.now()
  const say = (message: string) => console.log(`  ${message}`)
  console.log('Lianke starts')
  let sign: readonly string[] = []
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const supervision = await supervise({
    config, say,
    prepare: async (addresses) => { sign = await prepare({ ...config, databaseUrl: addresses.databaseUrl, clickhouseUrl: addresses.clickhouseUrl }, say) },
    processes: (addresses) => processes(config, main, addresses),
  })
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    console.log(`\nLianke stops (${signal})`)
    supervision.stop().then(() => process.exit(0), (problem: unknown) => {
      console.error(problem)
      process.exit(1)
    })
  }
  process.on('SIGINT', () => stop('Ctrl-C'))
  process.on('SIGTERM', () => stop('SIGTERM'))
  const { port, sandboxPort } = supervision.addresses
  console.log(`\n  Lianke          http://localhost:${port}`)
  if (supervision.processes().some(({ name }) => name === 'sandbox')) console.log(`  WeCom sandbox   http://localhost:${sandboxPort}`)
  for (const line of sign) console.log(`  ${line}`)
  console.log(`  Data            ${config.data}`)
  console.log(`  Ready in ${((performance.now() - begun) / 1000).toFixed(1)} s. Ctrl-C stops everything.\n`)
  if (process.env.LIANKE_FIGURES) await printFigures(supervision.processes())
  return 'stay'
}

const printFigures = async (parts: readonly { name: string; pid: number }[]) => {
  const { readFile } = await import('node:fs/promises')
  for (const { name, pid } of [...parts, { name: 'supervisor', pid: process.pid }]) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
    console.log(`  ${name.padEnd(14)} ${Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / megabytes)} MB`)
  }
}
