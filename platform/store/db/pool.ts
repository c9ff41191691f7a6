import { Refusal, surely } from '@lianke/kernel'
import { PinnedClient } from './pinned-client.ts'

const waitMs = 10_000
/** A session that rests keeps some ten megabytes of the server; a new one costs as many milliseconds. */
const idleMs = 30_000
const sweepMs = 10_000

/** Sessions beyond `max` for single statements: whoever holds one in a transaction may ask something beside it (a setting, a key) and get an answer. */
const spare = 1

interface Waiter {
  readonly pin: string
  readonly brief: boolean
  readonly take: (client: PinnedClient) => void
  readonly fail: (error: unknown) => void
}

/**
 * At most `max` sessions lent for long, one more for single statements; one that already belongs to the asked tenant is preferred, then a
 * new one, then the one idle longest.
 */
export class Pool {
  readonly #url: string
  readonly #max: number
  /** Longest idle first. */
  #idle: PinnedClient[] = []
  #open = 0
  readonly #waiting: Waiter[] = []
  /** Lent for more than one statement: whoever has one may wait for another. */
  readonly #long = new Set<PinnedClient>()
  /** Lent for long, those that are still being connected included. */
  #longs = 0
  #closed = false
  /** Sessions that have ended so far, however they did. */
  ended = 0
  readonly #sweeper: NodeJS.Timeout

  constructor(url: string, max: number) {
    this.#url = url
    this.#max = max
    this.#sweeper = setInterval(() => this.#sweep(), sweepMs)
    this.#sweeper.unref()
  }

  /** Lends a session set to `pin`; `brief`: for one statement. Refuses `server.busy` when none comes free in ten seconds. */
  async borrow(pin: string, brief = false): Promise<PinnedClient> {
    const client = await this.#next(pin, brief)
    if (!brief) this.#long.add(client)
    try {
      await client.setPin(pin)
      return client
    } catch (error) {
      this.giveBack(client)
      throw error
    }
  }

  /** Takes a session back; a broken one is dropped and, when somebody waits, replaced. */
  giveBack(client: PinnedClient): void {
    if (this.#long.delete(client)) this.#longs--
    if (client.broken || this.#closed) {
      this.#drop(client)
      return
    }
    const waiter = this.#nextWaiter()
    if (waiter) {
      waiter.take(client)
      return
    }
    client.idleSince = Date.now()
    this.#idle.push(client)
  }

  /** Ends idle sessions now and lent ones when they come back. */
  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#sweeper)
    for (const waiter of this.#waiting.splice(0)) waiter.fail(new Refusal('server.busy', { status: 503 }))
    const idle = this.#idle
    this.#idle = []
    await Promise.all(idle.map((client) => client.close()))
  }

  async #next(pin: string, brief: boolean): Promise<PinnedClient> {
    if (this.#closed) throw new Refusal('server.busy', { status: 503 })
    if (!brief && this.#longs >= this.#max) return this.#wait(pin, brief)
    const own = this.#idle.findLastIndex((client) => client.pin === pin)
    const mayOpen = this.#open < this.#max + (brief ? spare : 0)
    if (own < 0 && !mayOpen && this.#idle.length === 0) return this.#wait(pin, brief)
    if (!brief) this.#longs++
    if (own >= 0) return surely(this.#idle.splice(own, 1)[0], 'an idle session is there')
    if (!mayOpen) return surely(this.#idle.shift(), 'an idle session is there')
    try {
      return await this.#connect()
    } catch (error) {
      if (!brief) this.#longs--
      throw error
    }
  }

  /** Who has waited longest, of those that may have a session now. */
  #nextWaiter(): Waiter | undefined {
    const at = this.#waiting.findIndex(({ brief }) => brief || this.#longs < this.#max)
    const [waiter] = at < 0 ? [] : this.#waiting.splice(at, 1)
    if (waiter && !waiter.brief) this.#longs++
    return waiter
  }

  async #connect(): Promise<PinnedClient> {
    this.#open++
    try {
      return await PinnedClient.open(this.#url, (client) => this.#gone(client))
    } catch (error) {
      this.#open--
      throw error
    }
  }

  #wait(pin: string, brief: boolean): Promise<PinnedClient> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        pin,
        brief,
        take: (client) => {
          clearTimeout(timer)
          resolve(client)
        },
        fail: (error) => {
          clearTimeout(timer)
          reject(error)
        },
      }
      const timer = setTimeout(() => {
        const at = this.#waiting.indexOf(waiter)
        if (at >= 0) this.#waiting.splice(at, 1)
        reject(new Refusal('server.busy', { status: 503 }))
      }, waitMs)
      this.#waiting.push(waiter)
    })
  }

  /** A session has ended; an idle one leaves the pool. */
  #gone(client: PinnedClient): void {
    this.ended++
    const at = this.#idle.indexOf(client)
    if (at < 0) return
    this.#idle.splice(at, 1)
    this.#drop(client)
  }

  #drop(client: PinnedClient): void {
    this.#open--
    client.close().catch(() => {
      // The session is already gone; there is nothing left to end.
    })
    const waiter = this.#closed ? undefined : this.#nextWaiter()
    if (!waiter) return
    this.#connect().then(waiter.take, (error: unknown) => {
      if (!waiter.brief) this.#longs--
      waiter.fail(error)
    })
  }

  #sweep(): void {
    const before = Date.now() - idleMs
    for (const client of this.#idle.filter((c) => c.idleSince < before)) this.#gone(client)
  }
}
