import { isObject } from '@lianke/kernel/plain'

/** Set for a child that loads itself while what it needs is still made ready. */
export const heldFlag = 'LIANKE_HELD'

/** From the child: loaded, and waiting for the rest of its settings. */
export interface Held {
  readonly held: true
}
/** To the child: the settings that were not known when it began. `ask`: it answers, and waits on; `go`: it begins. */
export interface Told {
  readonly ask?: Readonly<Record<string, string>>
  readonly go?: Readonly<Record<string, string>>
}
/** From the child: what it was asked; null when it cannot say. `says`: how far it is. */
export interface Answered {
  readonly answered: unknown
}
export interface Says {
  readonly says: string
}
export const isHeld = (message: unknown): message is Held => isObject(message) && message.held === true
export const isSays = (message: unknown): message is Says => isObject(message) && typeof message.says === 'string'
export const isAnswered = (message: unknown): message is Answered => isObject(message) && 'answered' in message
const areSettings = (given: unknown): given is Readonly<Record<string, string>> =>
  isObject(given) && Object.values(given).every((value) => typeof value === 'string')

/**
 * In a program that was started ahead: waits until it may begin, and answers that more settings stand in its environment now. False at once in any
 * other. `answer`: what it can do meanwhile, when asked; a failure counts as null.
 */
export const untilReleased = async (
  answer: (say: (message: string) => void) => Promise<unknown> = async () => null,
): Promise<boolean> => {
  if (!process.env[heldFlag] || !process.send) return false
  delete process.env[heldFlag]
  await new Promise<void>((begin) => {
    const hear = (message: unknown) => {
      if (!isObject(message)) return
      if (areSettings(message.ask)) {
        Object.assign(process.env, message.ask)
        answer((says) => void process.send?.({ says } satisfies Says))
          .catch(() => null)
          .then((answered) => process.send?.({ answered } satisfies Answered))
      }
      if (!areSettings(message.go)) return
      process.off('message', hear)
      process.channel?.unref()
      Object.assign(process.env, message.go)
      begin()
    }
    process.on('message', hear)
    process.channel?.ref() // nothing else keeps it alive yet
    process.once('disconnect', () => process.exit(0)) // the supervisor is gone before it began
    process.send?.({ held: true } satisfies Held)
  })
  return true
}
