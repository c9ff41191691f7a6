import { check, type Envelope, type PostedEnvelope } from '@lianke/kernel'
import { type Database, newId } from '@lianke/platform'
import { insertEnvelopes } from './statements/insert-envelopes.statement.ts'
import { openWake } from './wake.ts'

const groupMax = 5000
const groupsInFlightMax = 2

interface Waiting {
  readonly envelopes: readonly Envelope[]
  readonly settle: { resolve: (stored: ReadonlySet<string>) => void; reject: (error: unknown) => void }
}
interface Queue {
  waiting: Waiting[]
  inFlight: number
}

/** What was new among the envelopes of one call; the rest had been received before. */
export interface Received {
  readonly stored: number
  readonly duplicates: number
}

export interface Receiver {
  /** Durable when it returns. An envelope that is already there (channel + message id) is left as it is. */
  receive(tenant: string, envelopes: readonly (PostedEnvelope & { received_at?: string })[]): Promise<Received>
  /** Waits for what is in flight. */
  close(): Promise<void>
}

/** The calls that go into the next commit: as many as fit, at least one. */
const takeGroup = (queue: Queue): Waiting[] => {
  const group: Waiting[] = []
  let size = 0
  for (let next = queue.waiting[0]; next; next = queue.waiting[0]) {
    if (size > 0 && size + next.envelopes.length > groupMax) break
    queue.waiting.shift()
    group.push(next)
    size += next.envelopes.length
  }
  return group
}

/** Commits a group and tells each call what was new. */
const commit = async (database: Database, tenant: string, group: readonly Waiting[], wake: (tenant: string) => void) => {
  try {
    const envelopes = group.flatMap((one) => one.envelopes)
    const stored = await database.transaction(tenant, (tx) => insertEnvelopes(tx, envelopes))
    for (const one of group) one.settle.resolve(stored)
    if (stored.size > 0) wake(tenant)
  } catch (error) {
    // One poisoned call must not fail its neighbours: each is tried alone.
    if (group.length === 1) group[0]?.settle.reject(error)
    else
      await Promise.all(
        group.map(async (one) => {
          try {
            one.settle.resolve(await database.transaction(tenant, (tx) => insertEnvelopes(tx, one.envelopes)))
            wake(tenant)
          } catch (own) {
            one.settle.reject(own)
          }
        }),
      )
  }
}

/**
 * The door of the inbox for one process. Calls that arrive while a commit is under way share the next one, so that the disk is asked
 * once for many requests.
 */
export const openReceiver = (database: Database, now: () => string = () => new Date().toISOString()): Receiver => {
  const queues = new Map<string, Queue>()
  const waker = openWake(database)
  let closed = false

  const flush = async (tenant: string, queue: Queue): Promise<void> => {
    queue.inFlight++
    try {
      await commit(database, tenant, takeGroup(queue), waker.wake)
    } finally {
      queue.inFlight--
      if (queue.waiting.length > 0) void flush(tenant, queue)
    }
  }

  return {
    receive: async (tenant, posted) => {
      check(!closed, 'the receiver is open')
      if (posted.length === 0) return { stored: 0, duplicates: 0 }
      const received_at = now()
      const envelopes = posted.map((one): Envelope => ({ ...one, id: newId(), received_at: one.received_at ?? received_at }))
      const queue = queues.get(tenant) ?? { waiting: [], inFlight: 0 }
      queues.set(tenant, queue)
      const stored = await new Promise<ReadonlySet<string>>((resolve, reject) => {
        queue.waiting.push({ envelopes, settle: { resolve, reject } })
        if (queue.inFlight < groupsInFlightMax) void flush(tenant, queue)
      })
      const fresh = new Set(envelopes.map((one) => `${one.channel} ${one.message_id}`).filter((key) => stored.has(key))).size
      return { stored: fresh, duplicates: envelopes.length - fresh }
    },
    close: async () => {
      closed = true
      waker.close()
      while ([...queues.values()].some((queue) => queue.inFlight > 0 || queue.waiting.length > 0))
        await new Promise((resolve) => setTimeout(resolve, 5))
    },
  }
}
