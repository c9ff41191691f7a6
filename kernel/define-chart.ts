import { check } from './check.ts'
import type { CommonColumns } from './define-object.ts'
import type { Filter } from './filter.ts'
import { nameOf } from './handle.ts'
import { traitsOf } from './field-traits.ts'
import type { Label } from './label.ts'
import type { ObjectHandle } from './typed-rows.ts'

/** Where a chart is drawn: home, on desk and phone. */
export type ChartPlace = 'home'

/**
 * A figure of a module's own records: how many in this month, beside the month before; a click opens the rows behind it. The module that owns
 * the records owns the chart; who may not read them does not meet it.
 */
export interface ChartDefinition {
  readonly name: string
  readonly label: Label
  /** The object that is counted. */
  readonly on: string
  /** The moment by which a record is of a month. */
  readonly moment: string
  /** Which records count; all when absent. */
  readonly filter?: Filter
  readonly places: readonly ChartPlace[]
  readonly order?: number
}

interface ChartSource<D extends ObjectHandle> extends Omit<ChartDefinition, 'on' | 'moment'> {
  readonly on: D
  readonly moment: (keyof D['fields'] | keyof CommonColumns) & string
}

/** Describes a figure once. Throws where it is told by a field that is no moment. */
export const defineChart = <D extends ObjectHandle>({ on, ...source }: ChartSource<D>): ChartDefinition => {
  const field = on.fields[source.moment]
  check(
    field ? traitsOf(field).time !== undefined : ['created_at', 'updated_at'].includes(source.moment),
    `chart ${source.name} is told by a moment of ${on.name} (${source.moment})`,
  )
  return { ...source, on: nameOf(on) }
}
