import { openPlatform } from '@lianke/platform'
import { openLog } from '@lianke/platform/log'
import type { Config, Role, RunningRole } from '@lianke/platform/runtime'
import { definitions } from '../definitions.ts'
import { engineRole } from './roles/engine.ts'
import { httpRole } from './roles/http.ts'
import { jobsRole } from './roles/jobs.ts'
import { Misuse } from './commands/command.ts'
import { untilPrepared } from './until-prepared.ts'

const roles: readonly Role[] = [httpRole, engineRole, jobsRole]
const stopWithinMs = 15_000

/** Runs these roles in this process until it is told to stop; the stores are given by DATABASE_URL and CLICKHOUSE_URL. */
export const runRoles = async (config: Config, names: readonly string[]): Promise<void> => {
  const wanted = names.map((name) => {
    const role = roles.find((one) => one.name === name)
    if (!role) throw new Misuse(`there is no role "${name}": ${roles.map((one) => one.name).join(', ')}`)
    return role
  })
  if (!config.databaseUrl || !config.clickhouseUrl)
    throw new Misuse('a process of roles needs DATABASE_URL and CLICKHOUSE_URL (plain `lianke start` brings its own)')
  const log = openLog({ name: names.join(','), level: config.logLevel })
  // Under supervision the supervisor has just prepared.
  if (!process.env.LIANKE_SUPERVISED) await untilPrepared(config, { names, log })
  const platform = await openPlatform({
    databaseUrl: config.databaseUrl,
    clickhouseUrl: config.clickhouseUrl,
    secret: config.secret,
    modules: definitions,
  })
  const running: RunningRole[] = []
  for (const role of wanted) running.push(await role.start({ config, platform, log: log.child({ role: role.name }) }))

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), stopWithinMs).unref()
    for (const role of running) await role.stop()
    await platform.close()
    process.exit(0)
  }
  const end = () =>
    void stop().catch((problem: unknown) => {
      log.error({ problem: String(problem) }, 'could not stop in order')
      process.exit(1)
    })
  process.on('SIGTERM', end)
  // Ctrl-C reaches every process of the terminal; under supervision the supervisor says when it is our turn.
  process.on('SIGINT', process.send ? () => undefined : end)
  process.on('disconnect', end)
  process.send?.({ ready: true, port: running.find((role) => role.port)?.port })
}
