import type { Store } from '../world/store.ts'
import { type CallbackEntry, openDelivery } from './delivery.ts'
import type { EventFields } from './event-xml.ts'
import { verifyAddress } from './verify.ts'

const logMax = 500

/** An event with the header that all have in common, waiting to be delivered. */
const entryOf = (store: Store, id: number, given: EventFields): CallbackEntry => {
  const at = store.now()
  const fields: EventFields = {
    ToUserName: store.world.corp.corp_id,
    FromUserName: 'sys',
    CreateTime: at,
    MsgType: 'event',
    ...given,
  }
  const kind = [fields.Event, fields.ChangeType].filter(Boolean).join('.')
  return { id, at, kind, fields, status: 'waiting', attempts: [] }
}

/** Sends encrypted callbacks to the configured address: 5 seconds, three attempts, and every misbehaviour the switches ask for. */
export const openCallbacks = (store: Store, options: { retryDelayMs: number }) => {
  const log: CallbackEntry[] = []
  const { deliver, settled, close } = openDelivery(store, options.retryDelayMs)
  let serial = 0
  let held: CallbackEntry | null = null
  const letGo = (): CallbackEntry | null => {
    const before = held
    held = null
    return before
  }
  return {
    log,
    /** Queues an event. Without a configured address it is only logged. */
    send(fields: EventFields): CallbackEntry {
      const { callback, switches } = store.world
      const entry = entryOf(store, ++serial, fields)
      log.push(entry)
      if (log.length > logMax) log.shift()
      if (!callback) {
        entry.status = 'failed'
        entry.attempts.push({ at: entry.at, http: 0, error: 'no callback address', ms: 0, note: '' })
        return entry
      }
      // Out of order: every odd event waits for the next one and follows it.
      if (switches.out_of_order && !held) {
        held = entry
        return entry
      }
      const before = letGo()
      void deliver(entry).then(() => (before ? deliver(before) : undefined))
      return entry
    },
    again(id: number): boolean {
      const entry = log.find((each) => each.id === id)
      if (entry) void deliver(entry)
      return Boolean(entry)
    },
    verify: () => verifyAddress(store),
    /** Resolves when nothing is under way. A held event is let go first. */
    settled: async (): Promise<void> => {
      const last = letGo()
      if (last) void deliver(last)
      await settled()
    },
    close,
  }
}
export type Callbacks = ReturnType<typeof openCallbacks>
