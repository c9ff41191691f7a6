import type { Model } from '../../model/model/model.ts'
import { tellingProblem } from '../../model/model/event-sources.ts'
import { namesFact } from '../../store/facts/names-fact.rule.ts'

/** Everything. */
const allEvents = '*'
const changes = ['created', 'updated', 'deleted', 'restored'] as const
const form = /^(\*|[a-z][a-z0-9_]*(\.[a-z0-9_]+)*(\.\*)?)$/
export const eventNameMax = 120

/** Whether a subscription to these names (`*`, `customer.person.*`, `order.paid`) hears a fact of this name. */
export const hears = namesFact

/** Whether anything can ever be told under this name: an event, a change of an object, or a name that a company gives itself. */
export const canBeTold = (model: Model, event: string): boolean => {
  if (!form.test(event) || event.length > eventNameMax) return false
  if (event === allEvents) return true
  if (event.endsWith('.*')) {
    const start = event.slice(0, -1)
    return model.objects.has(event.slice(0, -2)) || [...model.events.keys()].some((name) => name.startsWith(start))
  }
  if (model.events.has(event)) return true
  const end = changes.find((change) => event.endsWith(`.${change}`))
  if (end && model.objects.has(event.slice(0, -end.length - 1))) return true
  // A company's own event (`shop.signed`) is not defined before it is told for the first time.
  return event.includes('.') && tellingProblem(model, event, 'program') === null
}
