import { type Row, surely } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import { writeFollowed } from './follow-change.ts'
import { idsIn, listsOf, naming } from './join/join-lists.ts'
import { rowsPerStatementMax } from './join/pairs.ts'
import { logRemoval } from './removal-log.ts'
import { fromColumns } from './row-codec.ts'
import type { Unit } from './unit.ts'

/** How the log of removals names a place in a list: the field, and who stood in it, for one list may lose several with one deletion. */
const placeIn = (via: string, id: string): string => `${via} ${id}`
export const isPlace = (field: string): boolean => field.includes(' ')

/** References that name several records name none that is deleted; where a deletion took one out, a restore puts it back. */
export const listsLetGo = async (
  unit: Unit,
  object: ModelObject,
  going: readonly { readonly row: Row; readonly removal: string }[],
): Promise<void> => {
  const removals = new Map(going.map(({ row, removal }) => [row.id, removal]))
  for (const list of listsOf(unit, object).filter(({ json }) => !json))
    for (let after: string | null = null; ; ) {
      const rows: Row[] = await naming(unit, list, { ids: [...removals.keys()], after })
      await writeFollowed(
        unit,
        list.object,
        rows.map((before) => ({
          before,
          moved: { [list.via]: idsIn(before[list.via]).filter((id) => !removals.has(id)) },
        })),
      )
      await logRemoval(
        unit,
        rows.flatMap((row) =>
          idsIn(row[list.via]).flatMap((value) => {
            const removal = removals.get(value)
            return removal ? [{ removal, object: list.object.name, record: row.id, field: placeIn(list.via, value), value }] : []
          }),
        ),
      )
      if (rows.length < rowsPerStatementMax) break
      after = rows.at(-1)?.id ?? null
    }
}

interface Place {
  readonly object: string
  readonly record: string
  readonly field: string
  readonly value: string | null
}

/** The way back: whoever stood in a list stands in it again. */
export const listsTakeBack = async (unit: Unit, places: readonly Place[]): Promise<void> => {
  for (const own of Map.groupBy(places, ({ object, field }) => `${object} ${field.split(' ')[0]}`).values()) {
    const [{ object: name, field } = { object: '', field: '' }] = own
    const via = surely(field.split(' ')[0], 'a place is in a field')
    const object = unit.model.objects.get(name)
    if (!object?.fields.has(via)) continue
    const found = await unit.tx.query(
      sql`select * from ${sql.table(object.table)} where id = any(${own.map(({ record }) => record)}::uuid[]) order by id for update`,
    )
    await writeFollowed(
      unit,
      object,
      found.map((columns) => {
        const before = fromColumns(object, columns)
        const back = own.flatMap(({ record, value }) => (record === before.id && value !== null ? [value] : []))
        return { before, moved: { [via]: [...new Set([...idsIn(before[via]), ...back])] } }
      }),
    )
  }
}
