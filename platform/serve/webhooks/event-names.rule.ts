import { isToldName } from '../../model/events/told-names.ts'
import type { Model } from '../../model/model/model.ts'
import { namesFact } from '../../store/facts/names-fact.rule.ts'

/** Everything. */
const allEvents = '*'
const form = /^(\*|[a-z][a-z0-9_]*(\.[a-z0-9_]+)*(\.\*)?)$/
export const eventNameMax = 120

/** Whether a subscription to these names (`*`, `customer.person.*`, `order.paid`) hears a fact of this name. */
export const hears = namesFact

/** Whether anything can ever be told under this name: an event of the product or of the company's own, or a change of an object. */
export const canBeTold = (model: Model, event: string): boolean => {
  if (!form.test(event) || event.length > eventNameMax) return false
  if (event === allEvents) return true
  if (event.endsWith('.*')) {
    const start = event.slice(0, -1)
    return model.objects.has(event.slice(0, -2)) || [...model.events.keys()].some((name) => name.startsWith(start))
  }
  return isToldName(model, event)
}
