import { isObject, surely } from '@lianke/kernel/plain'
import { type ChildProcess, fork } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Restarts } from '../log/beat.ts'
import { answeringArgv, beatOf } from './heartbeat.ts'
import { heldFlag, isAnswered, isHeld, isSays, type Told } from './held.ts'
import { endProcess, killedWithinMs, type ManagedProcess, pause } from './managed-process.ts'

interface ChildOptions {
  readonly name: string
  readonly program: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly execArgv?: readonly string[]
  readonly startTimeoutMs?: number
  /** Where its output goes; absent: to ours. */
  readonly logFile?: string
  /** Told to it with every beat. */
  readonly restarts?: () => readonly Restarts[]
}
export interface Ready {
  readonly ready: true
  readonly port?: number
}

const isReady = (message: unknown): message is Ready => isObject(message) && message.ready === true

/** Read by glibc alone: fewer arenas, and what is free at the end of one goes back; otherwise a process keeps what its busiest moment took. */
const givesBack = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' }

type Child = ManagedProcess & { port: number | null }

/** A program of ours that has begun to load and waits for the rest of its settings. */
export interface HeldChild {
  /** What it answers when it is loaded, given these settings ({@link untilReleased}); null when it cannot say, or is gone. */
  ask(env: Readonly<Record<string, string>>, say: (message: string) => void): Promise<unknown>
  /** It goes on with these settings added to its environment; settles when it serves. */
  go(env: Readonly<Record<string, string>>): Promise<Child>
  /** It is not needed any more. */
  drop(): void
}

/** Starts a program of ours as a child and waits for its word that it serves. */
export const startChild = (options: ChildOptions): Promise<Child> => untilServing(forked(options), options)

/** Starts a program of ours ahead: it loads while the stores are made ready ({@link untilReleased}). */
export const holdChild = (options: ChildOptions): HeldChild => {
  const begun = forked({ ...options, env: { ...options.env, [heldFlag]: '1' } })
  const { child, gone } = begun
  const waiting = Promise.race([heard(child, isHeld), gone])
  const tell = async (told: Told) => {
    await waiting
    if (child.connected) child.send(told)
  }
  return {
    ask: async (env, say) => {
      child.on('message', (message) => isSays(message) && say(message.says))
      const answered = Promise.race([heard(child, isAnswered), gone])
      await tell({ ask: env })
      return (await answered)?.answered ?? null
    },
    go: async (env) => {
      await tell({ go: env })
      return untilServing(begun, options)
    },
    drop: () => void child.kill('SIGKILL'),
  }
}

interface Forked {
  readonly child: ChildProcess
  readonly gone: Promise<void>
}
const forked = (options: ChildOptions): Forked => {
  const log = options.logFile ? openLogFile(options.logFile) : null
  const child: ChildProcess = fork(options.program, [...options.args], {
    stdio: ['ignore', log ?? 'inherit', log ?? 'inherit', 'ipc'],
    execArgv: [...answeringArgv, ...(options.execArgv ?? [])],
    env: { ...givesBack, ...process.env, ...options.env },
  })
  if (log !== null) closeSync(log)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
  return { child, gone }
}

const heard = <M>(child: ChildProcess, isMeant: (message: unknown) => message is M): Promise<M> =>
  new Promise((resolve) => {
    child.on('message', (message) => {
      if (isMeant(message)) resolve(message)
    })
  })

const untilServing = async ({ child, gone }: Forked, options: ChildOptions): Promise<Child> => {
  const ready = await Promise.race([
    heard(child, isReady),
    gone.then(() => null),
    pause(options.startTimeoutMs ?? 120_000, true).then(() => null),
  ])
  if (!ready) {
    child.kill('SIGKILL')
    throw new Error(`${options.name} did not start${options.logFile ? `:\n${lastLines(options.logFile)}` : ''}`)
  }
  const pid = surely(child.pid, 'a program that serves has a number')
  return {
    name: options.name,
    pid,
    gone,
    answers: beatOf(child, options.restarts),
    port: ready.port ?? null,
    kill: () => endProcess(pid, gone, ['SIGKILL'], killedWithinMs),
    stop: (graceMs = 20_000) => endProcess(pid, gone, ['SIGTERM', 'SIGKILL'], graceMs),
  }
}

const logBytesMax = 20_000_000

/** Appends; what has grown large is kept as one older file. */
const openLogFile = (path: string): number => {
  mkdirSync(dirname(path), { recursive: true })
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > logBytesMax) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}

const lastLines = (path: string): string => readFileSync(path, 'utf8').trimEnd().split('\n').slice(-12).join('\n')
