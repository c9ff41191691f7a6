import { type Filter, refuse } from '@lianke/kernel'
import { systemAccess } from '../access/access-context.ts'
import type { FilterContext } from '../field-types/field-storage.ts'
import { compileAnalyticsFilter } from '../query/compile-analytics-filter.ts'
import { openAnalyticsScope } from '../query/analytics-filter-scope.ts'
import { isMirrored } from '../../store/analytics/analytics-model.ts'
import { AnalyticsParams } from '../../store/analytics/analytics-params.ts'
import type { Model } from '../model/model.ts'
import { asksEvents } from '../query/asks-events.ts'
import { checkFilter, compileFilter, openScope } from '../query/index.ts'

/**
 * The filter of a rule, fit for lists and for reports alike: both compilers are asked, because a rule that only one understands would
 * show records in one place and hide them in the other. Refuses `filter.*` and `sharing.*`.
 */
export const checkSharingRule = (
  model: Model,
  when: FilterContext,
  { object: name, filter: given }: { object: string; filter: unknown },
): Filter => {
  const object = model.objects.get(name) ?? refuse('object.unknown', { params: { object: name.slice(0, 100) } })
  if (object.definition.ledger) refuse('sharing.not_for_object', { params: { object: name } })
  const filter = checkFilter(given)
  // Asked in every list of everybody it names: a segment is stored, events would be counted anew each time.
  if (asksEvents(filter)) refuse('sharing.no_events')
  compileFilter(
    openScope({ model, access: systemAccess({ kind: 'system', id: 'sharing' }), rules: [], filter: when }, name, 't'),
    filter,
  )
  if (isMirrored(object))
    compileAnalyticsFilter(openAnalyticsScope({ model, filter: when, params: new AnalyticsParams() }, name, 't'), filter)
  return filter
}
