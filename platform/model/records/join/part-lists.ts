import { sql } from 'kysely'
import { writeFollowed } from '../follow-change.ts'
import { fromColumns } from '../row-codec.ts'
import type { Unit } from '../unit.ts'
import { idsIn } from './join-lists.ts'
import type { MovedRow } from './pairs.ts'

interface Parted {
  readonly gone: string
  readonly kept: { readonly id: string }
  readonly joined: { readonly moved: readonly MovedRow[] }
  readonly others: { readonly standing: readonly MovedRow[] }
}

/**
 * Lists name both again, each who was named before: who stayed goes only from lists in which nobody but the other had put him, and who was taken
 * off meanwhile stays off.
 */
export const partLists = async (unit: Unit, { kept, gone, joined, others }: Parted): Promise<void> => {
  const lists = joined.moved.filter((row) => row.beside !== undefined && row.gone === gone)
  const held = new Set(
    others.standing.filter((row) => row.beside !== undefined).map(({ object, via, id }) => `${object} ${via} ${id}`),
  )
  for (const own of Map.groupBy(lists, (row) => `${row.object} ${row.via}`).values()) {
    const [{ object: name, via } = { object: '', via: '' }] = own
    const holder = unit.model.objects.get(name)
    if (!holder?.fields.has(via)) continue
    const besides = new Map(own.map((row) => [row.id, row.beside === true || held.has(`${name} ${via} ${row.id}`)]))
    const found = await unit.tx.query(
      sql`select * from ${sql.table(holder.table)} where id = any(${[...besides.keys()]}::uuid[]) order by id for update`,
    )
    await writeFollowed(
      unit,
      holder,
      found.flatMap((columns) => {
        const before = fromColumns(holder, columns)
        const named = idsIn(before[via])
        if (!named.includes(kept.id)) return []
        const stays = besides.get(before.id) ? named : named.filter((id) => id !== kept.id)
        return [{ before, moved: { [via]: [...new Set([...stays, gone])] } }]
      }),
    )
  }
}
