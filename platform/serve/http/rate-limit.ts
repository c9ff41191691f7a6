import { refuse } from '@lianke/kernel'
import type { FastifyReply } from 'fastify'
import { LRUCache } from 'lru-cache'
import { atMost } from './at-most.ts'

/** Tokens per second and how many may be spent at once. */
export interface Rate {
  readonly perSecond: number
  readonly burst: number
}
export interface RateLimits {
  /** Per API key. */
  readonly key: Rate
  /** Per session. */
  readonly session: Rate
  /** Per address without a sign-in. */
  readonly address: Rate
  /** Tries of a password or code per address. */
  readonly signIn: Rate
}
export const rateLimits: RateLimits = {
  key: { perSecond: 50, burst: 200 },
  session: { perSecond: 50, burst: 300 },
  address: { perSecond: 20, burst: 100 },
  signIn: { perSecond: 0.2, burst: 20 },
}
const bucketsMax = 100_000

interface Bucket {
  tokens: number
  at: number
}
const spendOf = (bucket: Bucket, rate: Rate, cost: number): number => {
  if (bucket.tokens < cost) return Math.ceil((cost - bucket.tokens) / rate.perSecond)
  bucket.tokens -= cost
  return 0
}

/**
 * Token buckets in this process' memory. With N http processes a caller may spend up to N times the rate; a shared
 * bucket would cost every request a round trip, and the limit is here to protect a process from one caller.
 */
export class Buckets {
  readonly #buckets = new LRUCache<string, Bucket>(atMost(bucketsMax))

  #fill(name: string, rate: Rate, now: number): Bucket {
    const bucket = this.#buckets.get(name)
    if (!bucket) {
      const full = { tokens: rate.burst, at: now }
      this.#buckets.set(name, full)
      return full
    }
    bucket.tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond)
    bucket.at = now
    return bucket
  }

  /** Takes one token and says so in `RateLimit-*`; refuses `request.too_many` (429). */
  take(name: string, rate: Rate, reply: FastifyReply, now = performance.now()): void {
    const bucket = this.#fill(name, rate, now)
    const wait = spendOf(bucket, rate, 1)
    const { tokens } = bucket
    reply.header('ratelimit-limit', rate.burst)
    reply.header('ratelimit-remaining', Math.floor(tokens))
    reply.header('ratelimit-reset', Math.ceil((rate.burst - tokens) / rate.perSecond))
    if (wait > 0) refuseTooMany(wait)
  }

  /** Takes that many tokens, or none when there are fewer. Answers in how many seconds there will be enough; 0: taken. */
  spend(name: string, rate: Rate, cost: number, now = performance.now()): number {
    return spendOf(this.#fill(name, rate, now), rate, cost)
  }

  /** Takes a token without asking whether there is one. */
  charge(name: string, rate: Rate, now = performance.now()): void {
    const bucket = this.#fill(name, rate, now)
    bucket.tokens = Math.max(0, bucket.tokens - 1)
  }

  /** Refuses `request.too_many` (429) where no token is left, and takes none. */
  refuseEmpty(name: string, rate: Rate, reply: FastifyReply, now = performance.now()): void {
    const { tokens } = this.#fill(name, rate, now)
    if (tokens >= 1) return
    reply.header('ratelimit-limit', rate.burst)
    refuseTooMany(Math.ceil((1 - tokens) / rate.perSecond))
  }

  /** Gives back what was taken for something that did not happen. */
  giveBack(name: string, cost: number): void {
    const bucket = this.#buckets.get(name)
    if (bucket) bucket.tokens += cost
  }
}

/** 429 with the seconds to wait, which become `Retry-After`. */
export const refuseTooMany = (seconds: number): never =>
  refuse('request.too_many', { status: 429, params: { seconds }, extra: { retry_after: seconds } })
