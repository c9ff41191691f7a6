import type { Store } from '../world/store.ts'

export const rowsShownMax = 400
const messagesShownMax = 1000

/** The world without secrets of tokens and bytes of media; of a large corp the newest customers and whoever spoke lately. */
export const shown = (store: Store): Record<string, unknown> => {
  const { tokens: _tokens, tickets: _tickets, media: _media, codes: _codes, welcome_codes: _welcome, ...world } = store.world
  const messages = world.messages.slice(-messagesShownMax)
  const ids = new Set([...Object.keys(world.customers).slice(-rowsShownMax), ...messages.map((each) => each.external_userid)])
  const waiting = Object.values(world.relations).filter((each) => each.status === 'waiting' || each.status === 'half')
  for (const each of waiting) ids.add(each.external_userid)
  return {
    ...world,
    now: store.now(),
    messages,
    app_messages: world.app_messages.slice(-rowsShownMax),
    tasks: Object.fromEntries(Object.entries(world.tasks).slice(-rowsShownMax)),
    contact_ways: Object.fromEntries(Object.entries(world.contact_ways).slice(-rowsShownMax)),
    customers: Object.fromEntries(Object.entries(world.customers).filter(([id]) => ids.has(id))),
    relations: Object.fromEntries(Object.entries(world.relations).filter(([, each]) => ids.has(each.external_userid))),
  }
}
