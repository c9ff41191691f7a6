import type { Row } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import type { Unit } from './unit.ts'

/** A kind of record that names another in one of its references. */
export interface ChildKind {
  readonly child: ModelObject
  readonly via: string
}

/**
 * Of some kinds of children those of which any record names one of these: one statement for all of them, because most records have
 * children of few kinds and may have them of forty. The records are locked, so nobody comes to name them meanwhile.
 */
export const kindsInUse = async <K extends ChildKind>(
  unit: Unit,
  kinds: readonly K[],
  rows: readonly Row[],
): Promise<readonly K[]> => {
  if (kinds.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const named = kinds.map(
    ({ child, via }) =>
      sql`exists (select 1 from ${sql.table(child.table)} as c where c.${sql.ref(via)} = any(g.ids) and c.deleted_at is null)`,
  )
  const [found] = await unit.tx.query<{ used: readonly boolean[] }>(
    sql`select array[${sql.join(named)}] as used from (select ${ids}::uuid[] as ids offset 0) as g`,
  )
  return kinds.filter((_, index) => found?.used[index] === true)
}
