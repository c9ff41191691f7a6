import { kindOfValue } from '@lianke/kernel'

const propertyMax = 200
const sampleMax = 200
/** New ones of one event in one set; beyond the first hundred nobody reads them. */
export const seenOfEventMax = 100

/** A property that is not declared, as one set of events told it. */
export interface Seen {
  readonly event: string
  readonly property: string
  /** What its values could be declared as; '' where nothing fits. */
  kinds: readonly string[]
  count: number
  sample: unknown
}
interface Told {
  readonly event: string
  readonly undeclared: readonly (readonly [property: string, value: unknown])[]
}

const shortened = (value: unknown): unknown => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length <= sampleMax ? value : `${text.slice(0, sampleMax)}…`
}

/** What a set of events told beyond what is declared: one entry for each property, in one order for all who count. */
export const seenIn = (told: Iterable<Told>): Seen[] => {
  const found = new Map<string, Map<string, Seen>>()
  for (const { event, undeclared } of told)
    for (const [name, value] of undeclared) {
      const property = name.slice(0, propertyMax)
      const ofEvent = found.get(event) ?? new Map<string, Seen>()
      found.set(event, ofEvent)
      const known = ofEvent.get(property)
      const kind = kindOfValue(value) ?? ''
      if (known) {
        known.count += 1
        known.kinds = known.kinds.includes(kind) ? known.kinds : [...known.kinds, kind]
        known.sample = shortened(value)
      } else if (ofEvent.size < seenOfEventMax)
        ofEvent.set(property, { event, property, kinds: [kind], count: 1, sample: shortened(value) })
    }
  const keyOf = ({ event, property }: Seen) => `${event} ${property}`
  return [...found.values()].flatMap((one) => [...one.values()]).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
