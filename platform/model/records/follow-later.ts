import { sql } from 'kysely'
import { enqueue } from '../../store/jobs/enqueue.ts'
import type { ModelObject } from '../model/model.ts'
import { followJobName } from '../../store/schema/fill-defined.ts'
import type { Unit } from './unit.ts'

/** Leaves it to background work that rows follow what changed behind their references. Commits with the change, or not at all. */
export const followLater = async (
  unit: Unit,
  object: ModelObject,
  { hops, ids }: { readonly hops: readonly string[]; readonly ids: readonly string[] },
): Promise<void> => {
  const id = unit.id()
  await unit.tx.execute(
    sql`insert into following (id, object, hops, far) values (${id}, ${object.name}, ${[...hops]}::text[], ${[...ids]}::uuid[])`,
  )
  await enqueue(unit.tx, unit.tx.tenant, followJobName, { id })
}
