import { type RawBuilder, sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import type { Unit } from './unit.ts'

interface Move {
  readonly record: string
  readonly from: unknown
  readonly to: unknown
  /** When it came about: of a record brought from elsewhere, its own time of creation. */
  readonly at: string
}

const movedSet = (moved: readonly Move[]) =>
  sql`json_to_recordset(${JSON.stringify(moved.map(({ record, to, at }) => ({ record, to, at })))}::json) as x(record uuid, "to" text, at timestamptz)`

/** The statement that opens the stay of each record in its state; null where there is none to open. */
export const stateOpening = (unit: Unit, object: ModelObject, moves: readonly Move[]): RawBuilder<unknown> | null => {
  const field = object.definition.states?.field
  const entered = moves.filter(({ to }) => to !== null && to !== undefined)
  if (field === undefined || entered.length === 0) return null
  return sql`insert into record_state (object, record, field, state, entered_at, entered_by)
    select ${object.name}, x.record, ${field}, x."to", x.at, ${unit.by} from ${movedSet(entered)}
    on conflict (object, record, field, entered_at, state) do update set left_at = null, next = null`
}

/** Keeps how long each record stood in which state: one statement closes, one opens, for a whole set. */
export const keepStates = async (unit: Unit, object: ModelObject, moves: readonly Move[]): Promise<void> => {
  const field = object.definition.states?.field
  const moved = moves.filter(({ from, to }) => (from ?? null) !== (to ?? null))
  if (field === undefined || moved.length === 0) return
  if (moved.some(({ from }) => from !== null && from !== undefined))
    unit.tx.send(sql`update record_state s set left_at = x.at, next = x."to" from ${movedSet(moved)}
      where s.object = ${object.name} and s.record = x.record and s.field = ${field} and s.left_at is null`)
  const opening = stateOpening(unit, object, moved)
  if (opening) unit.tx.send(opening)
}

interface StateStay {
  readonly state: string
  readonly entered_at: string
  readonly left_at: string | null
  readonly entered_by: string | null
  readonly next: string | null
  /** Whole seconds, until now where it has not ended. */
  readonly seconds: number
}
const staysMax = 500

/** The states a record stood in, oldest first, with how long. The caller has seen that the record may be read. */
export const stateHistory = (object: ModelObject, id: string, now: string) =>
  sql<StateStay>`select state, entered_at, left_at, entered_by, next, greatest(0, floor(extract(epoch from coalesce(left_at, ${now}::timestamptz) - entered_at)))::int as seconds
    from record_state where object = ${object.name} and record = ${id}::uuid order by entered_at, left_at nulls last limit ${staysMax}`
