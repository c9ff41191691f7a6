import { type FieldProblem, type Guard, own, type Row, type States } from '@lianke/kernel'
import { hasRight } from '../access/access-context.ts'
import type { ModelObject } from '../model/model.ts'
import { standingOf } from './derive.ts'
import { type Draft, partRows } from './draft.ts'
import { changes } from './part-changes.ts'
import type { Unit } from './unit.ts'

const stateOf = (row: Row | null, states: States): string | null => {
  const value = row?.[states.field]
  return typeof value === 'string' ? value : null
}

/**
 * How a record comes into its state: born in one of the first states, moved along the table by somebody who may, with the guards of the
 * state met. A guard is asked again at every later change, so that nothing takes away what the state stands on; what never met it
 * (brought from elsewhere, older than the guard) is not held up. A migration brings records as they were.
 */
export const checkStates = (unit: Unit, object: ModelObject, draft: Draft, migrating: boolean): FieldProblem[] => {
  const states = object.definition.states
  if (!states) return []
  const [from, to] = [stateOf(draft.before, states), stateOf(draft.row, states)]
  if (to === null || (migrating && draft.before === null)) return []
  const path = `/${states.field}`
  const moved = from !== to
  if (draft.before === null) {
    if (states.initial && !states.initial.includes(to))
      return [{ path, code: 'record.state_not_initial', params: { field: states.field, to, allowed: [...states.initial] } }]
  } else if (moved && from !== null && !own(states.moves, from)?.includes(to))
    return [
      {
        path,
        code: 'record.move_not_allowed',
        params: { field: states.field, from, to, allowed: own(states.moves, from) ?? [] },
      },
    ]
  if (!moved && !migrating) {
    const still = (own(states.fixed ?? {}, to) ?? []).filter((name) => changes(draft, name))
    if (still.length > 0)
      return still.map((name) => ({ path: `/${name}`, code: 'record.fixed_in_state', params: { field: name, state: to } }))
  }
  const right = own(states.may ?? {}, to)
  if (moved && right !== undefined && !unit.access.system && !hasRight(unit.access, right))
    return [{ path, code: 'record.move_not_yours', params: { field: states.field, to, right } }]
  return (own(states.guards ?? {}, to) ?? [])
    .filter((guard) => !meets(unit, object, draft, guard) && (moved || metBefore(unit, object, draft, guard)))
    .map((guard) => ({
      path: guard.field ? `/${guard.field}` : path,
      code: 'record.guard',
      params: { guard: guard.name, message: guard.message },
    }))
}

const meets = (unit: Unit, object: ModelObject, draft: Draft, guard: Guard): boolean =>
  guard.holds(standingOf(object, draft.row, partRows(draft), draft.before, unit.now))

const metBefore = (unit: Unit, object: ModelObject, { before, partsBefore }: Draft, guard: Guard): boolean =>
  before !== null && guard.holds(standingOf(object, before, Object.fromEntries(partsBefore), before, unit.now))
