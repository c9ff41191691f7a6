import { useSyncExternalStore } from 'react'

/** So long an answer may be taken back, as long as the way back is shown: it is sent after. */
const heldMs = 8200

interface Held {
  readonly ids: readonly string[]
  readonly send: () => Promise<void>
  readonly timer: ReturnType<typeof setTimeout>
}
let waiting: readonly Held[] = []
/** Lines that are not shown: their answer is on its way. */
let hidden: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()
const show = (ids: ReadonlySet<string>) => {
  hidden = ids
  for (const listener of listeners) listener()
}

const sendNow = async (held: Held): Promise<void> => {
  clearTimeout(held.timer)
  waiting = waiting.filter((one) => one !== held)
  try {
    await held.send()
  } finally {
    show(new Set([...hidden].filter((id) => !held.ids.includes(id))))
  }
}
// Whoever leaves, or looks at something else, has answered.
if (typeof document !== 'undefined')
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') for (const held of waiting) void sendNow(held)
  })

/** Holds an answer for a moment in which it can be taken back; its lines leave the list at once. Answers how to take it back. */
export const holdAnswer = (ids: readonly string[], send: () => Promise<void>, ms = heldMs): (() => void) => {
  const held: Held = { ids, send, timer: setTimeout(() => void sendNow(held), ms) }
  waiting = [...waiting, held]
  show(new Set([...hidden, ...ids]))
  return () => {
    clearTimeout(held.timer)
    waiting = waiting.filter((one) => one !== held)
    show(new Set([...hidden].filter((id) => !ids.includes(id))))
  }
}

export const useHidden = (): ReadonlySet<string> =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => hidden,
  )
