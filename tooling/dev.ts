import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { layers, root } from './layers.ts'

const quietMs = 300
const run = (args: readonly string[], cwd = root): ChildProcess => spawn(process.execPath, [...args], { cwd, stdio: 'inherit' })
const gone = (child: ChildProcess) =>
  new Promise<void>((resolve) => (child.exitCode !== null || child.signalCode ? resolve() : child.once('exit', () => resolve())))

// Pages are built again by vite; the server is stopped in order and started again when its sources change.
const builders = ['admin', 'mobile']
  .map((name) => join(root, 'apps', name))
  .filter((folder) => existsSync(join(folder, 'vite.config.ts')))
  .map((folder) => run([join(root, 'node_modules/vite/bin/vite.js'), 'build', '--watch', '--logLevel', 'warn'], folder))
let server = run(['apps/server/main.ts', 'start', ...process.argv.slice(2)])
let ending = false
let restarting = Promise.resolve()
let timer: NodeJS.Timeout | undefined

const restart = async () => {
  server.kill('SIGTERM')
  await gone(server)
  if (!ending) server = run(['apps/server/main.ts', 'start', ...process.argv.slice(2)])
}
for (const layer of layers.filter((name) => !['ui', 'e2e', 'bench'].includes(name) && existsSync(join(root, name)))) {
  watch(join(root, layer), { recursive: true }, (_event, file) => {
    if (!file || !/\.ts$/.test(file) || /(^|[\\/])(dist|node_modules|screens)[\\/]|\.spec\.ts$/.test(file)) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      restarting = restarting.then(restart)
    }, quietMs)
  })
}
const end = async () => {
  if (ending) return
  ending = true
  for (const builder of builders) builder.kill('SIGTERM')
  server.kill('SIGTERM')
  await gone(server)
  process.exit(0)
}
process.on('SIGINT', () => void end())
process.on('SIGTERM', () => void end())
