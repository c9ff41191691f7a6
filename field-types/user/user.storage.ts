import type { FilterOperator } from '@lianke/kernel'
import { defineFieldStorage, type FilterContext, idStorage } from '@lianke/platform/field-storage'

const base = idStorage('user')

/** `me` and the teams are lists of people known when the question is asked. */
const meant = (op: FilterOperator, { me, team, teamAndBelow }: FilterContext): readonly string[] | null => {
  if (op === 'me') return me === null ? [] : [me]
  if (op === 'my_team') return team
  return op === 'my_team_and_below' ? teamAndBelow : null
}

export const userStorage = defineFieldStorage({
  ...base,
  index: { kind: 'equal', always: true },
  filter: (op, value, name, options, ref, context) => {
    const people = meant(op, context)
    return people
      ? base.filter('in', [...people], name, options, ref, context)
      : base.filter(op, value, name, options, ref, context)
  },
  analyticsFilter: (op, value, name, options, ref, param, context) => {
    const people = meant(op, context)
    return people
      ? base.analyticsFilter('in', [...people], name, options, ref, param, context)
      : base.analyticsFilter(op, value, name, options, ref, param, context)
  },
})
