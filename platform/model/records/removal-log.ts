import { keysOf } from '@lianke/kernel'
import { sql } from 'kysely'
import { copyCell, joined } from '../../store/db/copy-text.ts'
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

/** From so many on they are copied: no plan and no JSON around them. */
const copiedMin = 100
const types = {
  removal: 'uuid',
  object: 'text',
  record: 'uuid',
  field: 'text',
  value: 'uuid',
  root: 'boolean',
  removed_at: 'timestamptz',
} as const
const cells = keysOf(types).map((name) => ({ name, cell: copyCell(types[name]) }))

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
  if (rows.length >= copiedMin) {
    let text = ''
    for (const row of rows) text += `${joined(cells, ({ name, cell }) => cell(name === 'removed_at' ? unit.now : row[name]))}\n`
    await unit.tx.copyIn(`copy record_removal (${cells.map(({ name }) => name).join(', ')}) from stdin`, [text])
    return
  }
  unit.tx.send(sql`insert into record_removal (removal, object, record, field, value, root, removed_at)
    select x.removal, x.object, x.record, x.field, x.value, x.root, ${unit.now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(removal uuid, object text, record uuid, root boolean, field text, value uuid)`)
}
