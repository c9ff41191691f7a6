import type { Filter } from '@lianke/kernel'
import { z } from 'zod'
import type { FilterContext } from '../field-types/index.ts'
import type { AnalyticsContext } from '../query/analytics-filter-scope.ts'
import { AnalyticsParams } from '../../store/analytics/analytics-params.ts'
import { parseInput } from '../problems/parse-input.ts'
import type { Model } from '../model/model.ts'
import { type AggregateGroup, type AggregateMeasure, checkAggregate, checkUse } from './aggregate-query.ts'
import { eventSource, objectSource, type Source } from './aggregate-source.ts'

interface Question {
  readonly group: readonly AggregateGroup[]
  readonly measures: readonly AggregateMeasure[]
  readonly filter: Filter | undefined
}
const group = z.looseObject({ field: z.string(), bucket: z.enum(['hour', 'day', 'week', 'month', 'quarter', 'year']).optional() })
const measure = z.looseObject({
  fn: z.enum(['count', 'count_distinct', 'sum', 'avg', 'min', 'max']),
  field: z.string().optional(),
})

/** Groups and measures as a report keeps them. Refuses `input.invalid`; a report without a measure counts. */
export const questionParts = (groups: unknown, measures: unknown): Pick<Question, 'group' | 'measures'> => {
  const measured = parseInput(z.array(measure), measures ?? [])
  return {
    group: parseInput(z.array(group), groups ?? []),
    measures: measured.length > 0 ? measured : [{ fn: 'count' }],
  }
}

const contextOf = (model: Model, filter: FilterContext): AnalyticsContext => ({ model, filter, params: new AnalyticsParams() })

const checkParts = (source: Source, { group, measures }: Question): void => {
  for (const { field } of group) checkUse(source.find(field, 'group').field, field, 'group')
  for (const { fn, field } of measures) if (field !== undefined) checkUse(source.find(field, 'measure').field, field, fn)
}

/** A question about an object's records, judged without asking it. Refuses `report.*`, `filter.*`. */
export const objectQuestion = (model: Model, when: FilterContext, object: string, question: Question): void => {
  checkAggregate({ ...question, object })
  checkParts(objectSource(contextOf(model, when), object, question.filter), question)
}

/** The same about an event. */
export const eventQuestion = (model: Model, when: FilterContext, event: string, question: Question): void => {
  checkAggregate({ ...question, event })
  checkParts(eventSource(contextOf(model, when), event, question.filter, false), question)
}
