import { sql } from 'kysely'
import type { Unit } from './unit.ts'

/** One record that was deleted, or one reference that was cleared because its record was. */
interface RemovalEntry {
  /** All that goes with one deletion bears its id. */
  readonly removal: string
  readonly object: string
  readonly record: string
  /** The record that somebody deleted; the others went with it. */
  readonly root?: boolean
  readonly field?: string
  readonly value?: string
}

/** Remembers what goes with a deletion, one statement a set. */
export const logRemoval = async (unit: Unit, entries: readonly RemovalEntry[]): Promise<void> => {
  if (entries.length === 0) return
  const rows = entries.map(({ removal, object, record, root = false, field = '', value = null }) => ({
    removal,
    object,
    record,
    root,
    field,
    value,
  }))
  unit.tx.send(sql`insert into record_removal (removal, object, record, field, value, root, removed_at)
    select x.removal, x.object, x.record, x.field, x.value, x.root, ${unit.now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(removal uuid, object text, record uuid, root boolean, field text, value uuid)`)
}
