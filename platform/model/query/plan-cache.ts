import { LRUCache } from 'lru-cache'
import type { AccessContext } from '../access/access-context.ts'
import type { SharingRule } from '../access/access-predicate.ts'
import type { Model } from '../model/model.ts'

const plansPerActorMax = 200
const plans = new WeakMap<AccessContext | Model, LRUCache<string, object>>()

/** What stands for the moment in the key of a plan: windows of hours and times in which something did not follow move with it, those of days from minute to minute, all else not at all. */
export const momentKey = (asked: string, now: string): string =>
  asked.includes('"hour"') || asked.includes('"then"') ? now : /"(last|next|this|previous)"/.test(asked) ? now.slice(0, 16) : ''

const rulesAsked = new WeakMap<readonly SharingRule[], string>()
/** The same of sharing rules, which stand in every plan. */
export const momentOfRules = (rules: readonly SharingRule[], now: string): string => {
  const asked = rulesAsked.get(rules) ?? JSON.stringify(rules)
  rulesAsked.set(rules, asked)
  return momentKey(asked, now)
}

/**
 * Keeps what was compiled for one actor's rights: a screen asks the same question again and again. The rights are an object that is
 * made anew when they, or the model, change, so a plan never outlives them; what the house asks with all rights hangs on the model alone.
 */
export const planned = <T extends object>(access: AccessContext | Model, key: string, make: () => T): T => {
  let own = plans.get(access)
  if (!own) {
    own = new LRUCache({ max: plansPerActorMax })
    plans.set(access, own)
  }
  const known = own.get(key)
  if (known) return known as T
  const made = make()
  own.set(key, made)
  return made
}
