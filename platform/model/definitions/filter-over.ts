import { fieldTypes, type Filter, own, refuse } from '@lianke/kernel'
import { systemAccess } from '../access/access-context.ts'
import type { FilterContext } from '../field-types/field-storage.ts'
import { compileAnalyticsFilter } from '../query/compile-analytics-filter.ts'
import { openAnalyticsScope } from '../query/analytics-filter-scope.ts'
import { AnalyticsParams } from '../../store/analytics/analytics-params.ts'
import type { Model } from '../model/model.ts'
import { compileFilter, openScope } from '../query/compile-filter.ts'

/** A saved filter is judged at no particular moment, for nobody in particular. */
export const anyTime: FilterContext = {
  now: '2000-01-01T00:00:00.000Z',
  zone: 'UTC',
  me: '00000000-0000-0000-0000-000000000000',
  team: [],
  teamAndBelow: [],
}

/**
 * Whether every name, operator, measure and value of a filter fits the object, by the compilers that will run it: PostgreSQL's, and with
 * `analytics` ClickHouse's (segments, reports). Refuses `filter.*`.
 */
export const checkFilterOver = (model: Model, object: string, filter: Filter, analytics = false): void => {
  const access = systemAccess({ kind: 'system', id: 'definitions' })
  compileFilter(openScope({ model, access, rules: [], filter: anyTime }, object, 't'), filter)
  if (analytics)
    compileAnalyticsFilter(openAnalyticsScope({ model, filter: anyTime, params: new AnalyticsParams() }, object, 't'), filter)
}

/**
 * A condition on what an event carries, as journeys ask it of a fact in passing: only its own members, and nothing that needs a store. A company tells
 * events of its own and members beyond those described; what is described must be asked as its type allows.
 */
export const checkEventFilter = (model: Model, event: string, filter: Filter): void => {
  const fields = model.events.get(event)?.fields ?? {}
  const stack: Filter[] = [filter]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ('and' in node) stack.push(...node.and)
    else if ('or' in node) stack.push(...node.or)
    else if ('not' in node) stack.push(node.not)
    else if (!('field' in node)) refuse('filter.not_of_event', { params: { event } })
    else {
      const field = own(fields, node.field)
      if (field && !fieldTypes[field.type].operators.includes(node.op))
        refuse('filter.operator_not_for_type', { params: { operator: node.op, field: node.field, type: field.type } })
    }
  }
}
