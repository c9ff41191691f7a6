import type { DefinitionChange, DefinitionChangeKind } from '@lianke/kernel'
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

/** Keeps what was changed of the definitions, within the transaction that changes it. A change that takes another back is noted at that one, too. */
export const noting = ({ object, field, kind, before, after, by, undoes = null }: Noted) => {
  const id = newId()
  return {
    id,
    text: `with noted as (insert into definition_change (id, object, field, kind, before, after, by, undoes)
        values ($1, $2, $3, $4, $5::json, $6::json, $7::uuid, $8::uuid) returning id)
      update definition_change set undone_by = $1 where id = $8::uuid`,
    values: [id, object, field, kind, before && JSON.stringify(before), after && JSON.stringify(after), by, undoes],
  }
}
