import type { Field, FieldTypeName } from './field.ts'
import type { Label } from './label.ts'

/** Who may tell a company's own event. */
export const ownEventSources = ['page', 'program'] as const
export type OwnEventSource = (typeof ownEventSources)[number]

/** An event that a company described on screen. */
export interface OwnEvent {
  readonly name: string
  readonly label: Label
  readonly description: string | null
  readonly from: readonly OwnEventSource[]
  /** It stands on the timeline of the person. */
  readonly timeline: boolean
  readonly fields: Readonly<Record<string, Field>>
  /** Goes up with every change; a change that was begun before another is refused. */
  readonly version: number
  readonly created_at: string
  readonly archived_at: string | null
}

/** A property that was told and is not declared: how often, and what the last one looked like. */
export interface SeenProperty {
  readonly event: string
  readonly property: string
  /** What it could be declared as; null: a list or an object. */
  readonly kind: FieldTypeName | null
  readonly count: number
  readonly sample: unknown
  readonly first_at: string
  readonly last_at: string
}

/** Events in quarantine that are there for the same reason. */
export interface HeldEvents {
  readonly event: string
  readonly code: string
  readonly property: string | null
  readonly reason: string
  readonly count: number
  readonly first_at: string
  readonly last_at: string
}

/** What a replay of the quarantine would come to now: how many would enter, and what keeps the others out. */
export interface HeldTrial {
  readonly held: number
  readonly fits: number
  readonly still: readonly Pick<HeldEvents, 'code' | 'property' | 'reason' | 'count'>[]
}

/** One event in quarantine, as it came. */
export interface HeldEvent {
  readonly id: string
  readonly message_id: string
  readonly received_at: string
  readonly occurred_at: string | null
  readonly reason: string
  readonly body: unknown
}

const moment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/
const day = /^\d{4}-\d\d-\d\d$/
const address = /^https?:\/\/\S+$/
const lineMax = 255

/** The type that a value would be declared as; null: none. */
export const kindOfValue = (value: unknown): FieldTypeName | null => {
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'decimal'
  if (typeof value !== 'string') return null
  if (moment.test(value)) return 'datetime'
  if (day.test(value)) return 'date'
  if (value.length > lineMax) return 'long_text'
  return address.test(value) ? 'url' : 'text'
}

/** The type of both: numbers of either kind are decimals, anything else that differs is text. */
export const kindOfBoth = (one: FieldTypeName | null, other: FieldTypeName | null): FieldTypeName | null => {
  if (one === null || other === null) return null
  if (one === other) return one
  const kinds = new Set([one, other])
  if (kinds.has('integer') && kinds.has('decimal')) return 'decimal'
  return kinds.has('long_text') ? 'long_text' : 'text'
}

/** How a property may be called: as programs write it. */
export const propertyName = /^[A-Za-z][A-Za-z0-9_]{0,59}$/
