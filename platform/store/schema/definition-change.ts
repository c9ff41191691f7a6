import { type DefinitionChange, type DefinitionChangeKind, refuse } from '@lianke/kernel'
import type { Transaction } from '../db/database.ts'
import { newId } from '../db/new-id.ts'

type Said = DefinitionChange['before']
interface Noted {
  readonly object: string
  readonly field: string
  readonly kind: DefinitionChangeKind
  readonly before: Said
  readonly after: Said
  readonly by: string | null
  readonly undoes?: string | null
}

/** Keeps what was changed of the definitions, within the transaction that changes it; one statement. */
export const noting = ({ object, field, kind, before, after, by, undoes = null }: Noted) => {
  const id = newId()
  return {
    id,
    text: `insert into definition_change (id, object, field, kind, before, after, by, undoes)
      values ($1, $2, $3, $4, $5::json, $6::json, $7::uuid, $8::uuid)`,
    values: [id, object, field, kind, before && JSON.stringify(before), after && JSON.stringify(after), by, undoes],
  }
}

const columns = 'id, object, field, kind, before, after, by, at, undoes, undone_by'
/** Changes of what is defined, newest first; of one object, or of one field of it. */
export const listing = ({
  object,
  field,
  limit,
}: {
  readonly object?: string
  readonly field?: string
  readonly limit: number
}) => ({
  text: `select ${columns} from definition_change where ($1::text is null or object = $1) and ($2::text is null or field = $2)
      order by at desc, id desc limit $3`,
  values: [object ?? null, field ?? null, limit],
})
/** One of them, alone with it. */
export const lockingChange = (id: string) => ({
  text: `select ${columns} from definition_change where id = $1::uuid for update`,
  values: [id],
})

/** At a change that is taken back, by which it was. */
export const notingUndone = (id: string, by: string) => ({
  text: 'update definition_change set undone_by = $2::uuid where id = $1::uuid',
  values: [id, by],
})

/** What is kept of a change beside what it changes. */
export interface Note {
  readonly by?: string | null
  /** The change that it takes back. */
  readonly undoes?: string | null
  /** As it was read; refused where somebody else was first. */
  readonly version?: number
}

type Changed = Pick<DefinitionChange, 'object' | 'field' | 'kind' | 'before' | 'after'>
/** Notes a change in the transaction that makes it. */
export const note = async (tx: Transaction, changed: Changed, { by = null, undoes = null }: Note): Promise<void> => {
  const noted = noting({ ...changed, by, undoes })
  await tx.execute(noted)
  if (undoes !== null) await tx.execute(notingUndone(undoes, noted.id))
}

interface Standing {
  readonly on: string
  readonly name: string
  readonly now: number
}
/** Somebody else was first: told with what was changed since. Refuses `overlay.stale`. */
export const refuseStale = async (tx: Transaction, { on, name, now }: Standing, read: number): Promise<void> => {
  if (now === read) return
  const changes = await tx.query(listing({ object: on, field: name, limit: Math.max(1, now - read) }))
  refuse('overlay.stale', { status: 409, extra: { current_version: now, changes } })
}
