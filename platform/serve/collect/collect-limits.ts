import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'
import { atMost } from '../http/at-most.ts'
import { Buckets, type Rate, refuseTooMany } from '../http/rate-limit.ts'
import { counter } from '../../run/log/metrics.ts'
import { eventsPerRequestMax } from './read-event.rule.ts'

/** Events a second, as the tenant's settings say. */
export interface CollectRates {
  readonly perKey: number
  /** Of one address through a public key: a program at the same address is not held to it. */
  readonly perAddress: number
}
/** Who asks, once the key is known. */
interface CollectSender {
  readonly key: string
  readonly address: string
  readonly trusted: boolean
}

const burstSeconds = 10
/** Look-ups of keys this process has not seen lately, per address: the only thing a guesser can make the database do. */
const lookUps: Rate = { perSecond: 1, burst: 20 }
const addressesMax = 100_000
const refused = counter({
  name: 'lianke_collect_refused_total',
  help: 'Requests to /collect turned away by a rate limit',
  labelNames: ['limit'] as const,
})

/** Whoever has one IPv6 address has its whole /64. */
const networkOf = (address: string): string => {
  if (!address.includes(':') || !ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString()
}
/** A full bucket always holds one request of the largest size. */
const rateOf = (perSecond: number): Rate => ({ perSecond, burst: Math.max(eventsPerRequestMax, perSecond * burstSeconds) })

/**
 * The limits of `/collect` in this process' memory: a refusal writes nothing and reads nothing. With N http processes a sender may
 * spend up to N times the rate, as at the rest of the API.
 */
export const openCollectLimits = () => {
  const buckets = new Buckets()
  /** Until when an address has spent what it may: it is turned away before its body is read. */
  const spent = new LRUCache<string, number>(atMost(addressesMax))
  const tooMany = (limit: 'key' | 'address' | 'look_up', seconds: number): never => {
    refused.inc({ limit })
    return refuseTooMany(seconds)
  }
  return {
    /** Called where a key must be looked up. */
    lookUp(address: string): void {
      const wait = buckets.spend(`look-up:${networkOf(address)}`, lookUps, 1)
      if (wait > 0) tooMany('look_up', wait)
    },
    /** Seconds this address still has to wait; 0: come in. */
    waitOf(address: string): number {
      return Math.max(0, Math.ceil(((spent.get(networkOf(address)) ?? 0) - performance.now()) / 1000))
    },
    /** Turns away without reading anything. */
    turnAway: (seconds: number): never => tooMany('address', seconds),
    /** Takes these events out of what key and address may send, or refuses all of them. */
    take({ key, address, trusted }: CollectSender, events: number, rates: CollectRates): void {
      const cost = Math.min(eventsPerRequestMax, Math.max(1, events))
      const ofKey = `key:${key}`
      const waitKey = buckets.spend(ofKey, rateOf(rates.perKey), cost)
      if (waitKey > 0) tooMany('key', waitKey)
      if (trusted) return
      const network = networkOf(address)
      const waitAddress = buckets.spend(`address:${key}:${network}`, rateOf(rates.perAddress), cost)
      if (waitAddress === 0) return
      // One address that shouts must not use up what all visitors of the page share.
      buckets.giveBack(ofKey, cost)
      spent.set(network, performance.now() + waitAddress * 1000)
      tooMany('address', waitAddress)
    },
  }
}
export type CollectLimits = ReturnType<typeof openCollectLimits>
