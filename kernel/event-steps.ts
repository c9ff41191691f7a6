import type { EventFilter, Filter } from './filter.ts'

/** So long after, counted in hours of sixty minutes: a day is 24 of them, in every zone. */
export interface StepTime {
  readonly up_to: number
  readonly unit: StepTimeUnit
}
export const stepTimeUnits = ['minute', 'hour', 'day', 'week'] as const
type StepTimeUnit = (typeof stepTimeUnits)[number]

/**
 * What followed an event of a condition. Events stand by the moment at which they happened and, of one millisecond, in the order in which the ledger
 * was told; none follows itself.
 */
export interface EventStep {
  readonly event: string
  readonly where?: Filter
  /** At most so long after the step before, that moment among them; absent: whenever after it. */
  readonly within?: StepTime
  /** At least so often; the next step is measured from the last of them. Default: once. */
  readonly times?: number
  /** The last step alone: it did not follow, or not so often. With `within` that is known once the time is over. */
  readonly none?: boolean
}

/** Steps of a sequence, its first event among them. */
export const eventStepsMin = 2
export const eventStepsMax = 5
export const stepCountMax = 100
/** Ten years. */
export const stepTimeMsMax = 3650 * 86_400_000

const unitMs: Readonly<Record<StepTimeUnit, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000 }
export const stepTimeMs = ({ up_to, unit }: StepTime): number => up_to * unitMs[unit]

/** The events of a condition in their order, the first among them. */
export const stepsOf = (filter: EventFilter): readonly EventStep[] => [
  { event: filter.event, ...(filter.where ? { where: filter.where } : {}) },
  ...(filter.then ?? []),
]
