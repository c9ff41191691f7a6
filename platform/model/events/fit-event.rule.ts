import { type EventDefinition, type FactSource, type Field, fieldTraits, fieldTypes, own, type TypeContext } from '@lianke/kernel'
import type { Model } from '../model/model.ts'

/** What the collection itself puts beside the properties of an event. */
export const besideProperties: ReadonlySet<string> = new Set(['site', 'context', 'channel', 'identifiers', 'traits'])
const valueShownMax = 60

interface FittingEvent {
  /** Declared properties as values of their types, the others as they came. */
  readonly payload: Readonly<Record<string, unknown>>
  readonly undeclared: readonly (readonly [property: string, value: unknown])[]
}
/** Why an event does not fit its description. */
export interface Misfit {
  readonly code: 'event.undefined' | 'event.property_missing' | 'event.property_kind'
  readonly property: string | null
  readonly params: Readonly<Record<string, unknown>>
}
type Payload = Readonly<Record<string, unknown>>

/** Events of these sources have to be described before they are believed. */
const mustBeDefined: ReadonlySet<FactSource> = new Set<FactSource>(['page', 'program'])

const shownValue = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > valueShownMax ? `${text.slice(0, valueShownMax)}…` : text
}

/** One declared property: its value, or what is wrong with what was given. */
const readProperty = (
  property: string,
  { type, options }: Field,
  given: unknown,
  context: TypeContext,
): Misfit | { readonly value: unknown } => {
  const read = fieldTypes[type].normalise(given, options, context)
  if ('problem' in read)
    return {
      code: 'event.property_kind',
      property,
      params: { property, type: fieldTraits[type].label, value: shownValue(given) },
    }
  return options.required && read.value === null
    ? { code: 'event.property_missing', property, params: { property } }
    : { value: read.value }
}

const fitOwn = ({ fields }: EventDefinition, payload: Payload, context: TypeContext): FittingEvent | Misfit => {
  const fitting: Record<string, unknown> = { ...payload }
  for (const [property, field] of Object.entries(fields)) {
    const read = readProperty(property, field, own(payload, property), context)
    if ('code' in read) return read
    if (read.value === null) delete fitting[property]
    else fitting[property] = read.value
  }
  const undeclared = Object.entries(payload).filter(
    ([property, value]) =>
      value !== null && value !== undefined && own(fields, property) === undefined && !besideProperties.has(property),
  )
  return { payload: fitting, undeclared }
}

/**
 * What somebody outside told, held to the description of the event. The product's own events are taken as they are; a name that nobody has
 * described, a value of another type and a missing property that is required are misfits. Pure.
 */
export const fitEvent = (
  model: Model,
  source: FactSource,
  { name, payload }: { readonly name: string; readonly payload: Payload },
  context: TypeContext,
): FittingEvent | Misfit => {
  const event = model.events.get(name)
  if (event?.own) return fitOwn(event, payload, context)
  if (event || !mustBeDefined.has(source)) return { payload, undeclared: [] }
  return { code: 'event.undefined', property: null, params: { event: name } }
}
