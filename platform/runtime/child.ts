import { type ChildProcess, fork } from 'node:child_process'
import { endProcess, type ManagedProcess, pause } from './managed-process.ts'

export interface ChildOptions {
  readonly name: string
  readonly program: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly execArgv?: readonly string[]
  readonly startTimeoutMs?: number
}
export interface Ready { readonly ready: true; readonly port?: number }

/** Starts a program of ours as a child and waits for its word that it serves. */
export const startChild = async (options: ChildOptions): Promise<ManagedProcess & { port: number | null }> => {
  const child: ChildProcess = fork(options.program, [...options.args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [...(options.execArgv ?? [])],
    env: { ...process.env, ...options.env },
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
  const ready = await Promise.race([
    new Promise<Ready>((resolve) => child.on('message', (message) => { if ((message as Ready).ready) resolve(message as Ready) })),
    gone.then(() => null),
    pause(options.startTimeoutMs ?? 120_000, true).then(() => null),
  ])
  if (!ready) {
    child.kill('SIGKILL')
    throw new Error(`${options.name} did not start`)
  }
  const pid = child.pid as number
  return {
    name: options.name, pid, gone, port: ready.port ?? null,
    stop: (graceMs = 20_000) => endProcess(pid, gone, ['SIGTERM', 'SIGKILL'], graceMs),
  }
}
