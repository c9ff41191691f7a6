import { LRUCache } from 'lru-cache'
import type { AccessContext } from '../access/access-context.ts'
import type { Model } from '../model/model.ts'

const plansPerActorMax = 200
const plans = new WeakMap<AccessContext | Model, LRUCache<string, object>>()

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
