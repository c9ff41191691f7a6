import {
  type Field,
  fieldTraits,
  isNumeric,
  type Label,
  oneOf,
  type OwnEvent,
  ownEventSources,
  propertyName,
  refuse,
} from '@lianke/kernel'
import { eventTexts } from '../../store/analytics/analytics-tables.ts'
import { checkDescribed } from '../../store/schema/custom-definition.ts'
import { fieldStorages } from '../field-types/index.ts'
import { tellingProblem } from '../model/event-sources.ts'
import type { Model } from '../model/model.ts'
import { besideProperties } from './fit-event.rule.ts'

export const ownEventsMax = 200
const propertiesMax = 100
const general = ['required', 'masked', 'help']
const eventName = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/
const eventNameMax = 100
/** What every event has, and by what timelines tell their entries apart. */
const reserved: ReadonlySet<string> = new Set([
  ...besideProperties,
  'person',
  'occurred_at',
  'roll_up',
  '__proto__',
  'constructor',
])
/** Members of events that ClickHouse keeps in a column of their own, as texts. */
const textsOnly: ReadonlySet<string> = new Set(eventTexts)

/** An event as it is to be described, its version apart. */
export type DescribedEvent = Pick<OwnEvent, 'name' | 'label' | 'description' | 'from' | 'timeline' | 'fields'>
interface Given {
  readonly name: string
  readonly label: Label
  readonly description?: string | null
  readonly from: readonly string[]
  readonly timeline: boolean
  readonly fields: Readonly<Record<string, unknown>>
}

const wrong = (path: string, code: string, params: Readonly<Record<string, unknown>>): never =>
  refuse(code, { params, problems: [{ path, code, params }] })

/** A name that a new event may bear: its form, and nobody else's. Refuses `event.bad_name`, `event.name_taken`, `event.reserved_name`. */
export const checkEventName = (model: Model, name: string): void => {
  if (!eventName.test(name) || name.length > eventNameMax) wrong('/name', 'event.bad_name', { name: name.slice(0, 120) })
  const known = model.events.get(name)
  if (known) wrong('/name', known.own ? 'event.exists' : 'event.name_taken', { name })
  if (tellingProblem(model, name, 'program')) wrong('/name', 'event.reserved_name', { event: name })
}

/** The same member lies in one column for all events: what it holds is the same kind. */
const fitsColumn = (property: string, field: Field): boolean => {
  if (property === 'amount') return isNumeric(field)
  const columns = fieldStorages[field.type].analytics(property, field.options)
  return !textsOnly.has(property) || columns.every(({ type }) => type.includes('String'))
}

const checkProperty = (property: string, given: unknown): Field => {
  const path = `/fields/${property.slice(0, 80)}`
  if (!propertyName.test(property)) wrong(path, 'event.property_name', { property: property.slice(0, 80) })
  if (reserved.has(property)) wrong(path, 'event.property_reserved', { property })
  const field = checkDescribed(given, general)
  const { ofEvent, label } = fieldTraits[field.type]
  if (!ofEvent || !fitsColumn(property, field)) wrong(path, 'event.property_type', { property, type: label })
  return field
}

/** An event as an administrator describes it, to the last option. Refuses `event.*`, `custom.bad_definition`. */
export const checkOwnEvent = ({ name, label, description, from, timeline, fields: given }: Given): DescribedEvent => {
  const sources = ownEventSources.filter((source) => from.some((one) => oneOf(ownEventSources, one) === source))
  if (sources.length === 0) wrong('/from', 'event.no_source', {})
  const entries = Object.entries(given)
  if (entries.length > propertiesMax) wrong('/fields', 'event.too_many_properties', { max: propertiesMax })
  const fields = Object.fromEntries(entries.map(([property, one]) => [property, checkProperty(property, one)]))
  return { name, label, description: description?.trim() || null, from: sources, timeline, fields }
}
