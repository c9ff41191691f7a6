import type { ChildProcess } from 'node:child_process'
import { type Beat, isBeat, type Restarts } from '../log/beat.ts'
import { pause } from './managed-process.ts'

const everyMsDefault = 1000

/** Makes a program answer beats, and give memory back, before its first line runs. */
export const answeringArgv = ['--expose-gc', '--import', new URL('./answer-beats.ts', import.meta.url).href]

/** The question to a child of ours: has it answered the last beat by the time of the next? */
export const beatOf = (child: ChildProcess, restarts: () => readonly Restarts[] = () => []): (() => Promise<boolean>) => {
  let sent = 0
  let answered = 0
  child.on('message', (message) => {
    if (isBeat(message)) answered = message.beat
  })
  return async () => {
    const isAnswered = answered === sent
    // One beat at a time: a stopped child reads nothing, and its pipe would fill up.
    if (isAnswered && child.connected) child.send({ beat: ++sent, restarts: restarts() } satisfies Beat, () => undefined)
    return isAnswered
  }
}

/**
 * Asks again and again until nothing has answered for `hangMs`, or the process is `gone`.
 * The time is counted in questions, not by the clock: a machine that slept did not hang.
 */
export const untilSilent = async (
  ask: () => Promise<boolean>,
  given: { readonly hangMs: number; readonly everyMs?: number; readonly gone: Promise<void> },
): Promise<'silent' | 'gone'> => {
  const everyMs = given.everyMs ?? everyMsDefault
  const over = given.gone.then(() => 'gone' as const)
  for (let missedMs = 0; missedMs < given.hangMs; ) {
    if ((await Promise.race([pause(everyMs, true), over])) === 'gone') return 'gone'
    const from = performance.now()
    missedMs = (await ask()) ? 0 : missedMs + everyMs + Math.min(performance.now() - from, everyMs)
  }
  return 'silent'
}
