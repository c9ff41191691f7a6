import { isObject } from '@lianke/kernel/plain'

/** Set for a child that loads itself while what it needs is still made ready. */
export const heldFlag = 'LIANKE_HELD'

/** From the child: loaded, and waiting for the rest of its settings. */
export interface Held {
  readonly held: true
}
/** To the child: the settings that were not known when it began. */
export interface Go {
  readonly go: Readonly<Record<string, string>>
}
export const isHeld = (message: unknown): message is Held => isObject(message) && message.held === true
const isGo = (message: unknown): message is Go =>
  isObject(message) && isObject(message.go) && Object.values(message.go).every((value) => typeof value === 'string')

/** In a program that was started ahead: waits until it may begin, and answers that more settings stand in its environment now. False at once in any other. */
export const untilReleased = async (): Promise<boolean> => {
  if (!process.env[heldFlag] || !process.send) return false
  delete process.env[heldFlag]
  await new Promise<void>((begin) => {
    const hear = (message: unknown) => {
      if (!isGo(message)) return
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
