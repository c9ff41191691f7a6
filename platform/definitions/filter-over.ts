import { type Filter, refuse } from '@lianke/kernel'
import { systemAccess } from '../access/access-context.ts'
import type { FilterContext } from '../field-types/field-storage.ts'
import { compileLakeFilter } from '../lake/compile-lake-filter.ts'
import { payloadCondition } from '../lake/lake-event-filter.ts'
import { openLakeScope } from '../lake/lake-filter-scope.ts'
import { LakeParams } from '../lake/lake-params.ts'
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
 * `lake` ClickHouse's (segments, reports). Refuses `filter.*`.
 */
export const checkFilterOver = (model: Model, object: string, filter: Filter, lake = false): void => {
  const access = systemAccess({ kind: 'system', id: 'definitions' })
  compileFilter(openScope({ model, access, rules: [], filter: anyTime }, object, 't'), filter)
  if (lake) compileLakeFilter(openLakeScope({ model, filter: anyTime, params: new LakeParams() }, object, 't'), filter)
}

/** The same for a condition on an event's own fields. */
export const checkEventFilter = (model: Model, event: string, filter: Filter | undefined): void => {
  const found = model.events.get(event) ?? refuse('filter.unknown_event', { params: { event } })
  if (filter) payloadCondition({ model, filter: anyTime, params: new LakeParams() }, found.fields, filter)
}
