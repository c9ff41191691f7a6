import type { FactSource } from '@lianke/kernel'
import type { Model } from './model.ts'

/** Why somebody may not tell an event. */
export type TellingProblem = 'event.wrong_source' | 'event.reserved_name'

/** Names that nobody has defined yet (a company's own `order.shipped`) may be told by these, as long as they cannot be taken for ours. */
const mayTellUndefined: ReadonlySet<FactSource> = new Set<FactSource>(['page', 'program', 'channel:self'])
/** The machines of the spine; named here too, because their facts are read where a machine itself may run elsewhere. */
const spine = [
  'inbox',
  'intake',
  'identity',
  'profile',
  'segment',
  'process',
  'outreach',
  'delivery',
  'message',
  'self',
  'person',
]
const recordChange = /\.(created|updated|deleted|restored|merged|unmerged)$/
const firstPart = (name: string): string => name.split('.', 1)[0] as string

interface Reserved {
  readonly first: ReadonlySet<string>
  readonly names: ReadonlySet<string>
  readonly prefixes: readonly string[]
}
const known = new WeakMap<Model, Reserved>()

/** What a name from outside may not look like: modules, channels, engines, objects, commands (they tell facts of their name), and whatever a reaction answers. */
const reservedIn = (model: Model): Reserved => {
  const found = known.get(model)
  if (found) return found
  const answered = model.reactions.flatMap(({ on }) => on)
  const made: Reserved = {
    first: new Set([
      ...spine,
      ...model.modules.flatMap((module) => [module.name, ...(module.namespaces ?? [])]),
      ...model.channels.keys(),
      ...[...model.objects.keys()].map(firstPart),
    ]),
    names: new Set([...model.commands.keys(), ...answered.filter((name) => !name.endsWith('*'))]),
    prefixes: answered.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1)),
  }
  known.set(model, made)
  return made
}

const isReserved = (model: Model, name: string): boolean => {
  const { first, names, prefixes } = reservedIn(model)
  return (
    first.has(firstPart(name)) || recordChange.test(name) || names.has(name) || prefixes.some((prefix) => name.startsWith(prefix))
  )
}

/**
 * Whether this source may tell an event of this name; null: it may. The one rule, asked where a fact enters from outside (the door of
 * `/collect`, intake), where the house tells one itself, and again by those who act on it.
 */
export const tellingProblem = (model: Model, name: string, source: FactSource): TellingProblem | null => {
  const event = model.events.get(name)
  if (event) return event.from.includes(source) ? null : 'event.wrong_source'
  if (source === 'house') return null
  return mayTellUndefined.has(source) && !isReserved(model, name) ? null : 'event.reserved_name'
}
