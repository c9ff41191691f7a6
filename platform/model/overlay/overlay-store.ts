import { type DefinitionChange, type SaidOver, setRowsMax, type UnitOfWork } from '@lianke/kernel'
import { listing, lockingChange, noting, notingUndone } from '../../store/schema/definition-change.ts'
import { publishing } from '../../store/schema/publish.ts'

type Asking = Pick<UnitOfWork, 'sql' | 'tenant'>

/** What is said of one thing, and how often it was changed. */
export interface StoredOverlay {
  readonly field: string
  readonly said: SaidOver
  readonly version: number
}

/** All that is said of an object and its fields. */
export const overlaysOf = ({ sql }: Asking, object: string): Promise<StoredOverlay[]> =>
  sql<StoredOverlay>('select field, said, version from overlay where object = $1 order by field', [object])

/** What is said of one thing, alone with it until the transaction ends, also where nothing was said yet. */
export const lockOverlay = async ({ sql }: Asking, object: string, field: string): Promise<StoredOverlay> => {
  await sql('insert into overlay (object, field) values ($1, $2) on conflict do nothing', [object, field])
  const [row] = await sql<StoredOverlay>('select field, said, version from overlay where object = $1 and field = $2 for update', [
    object,
    field,
  ])
  return row ?? { field, said: {}, version: 0 }
}

interface Kept {
  readonly object: string
  readonly field: string
  readonly before: SaidOver
  readonly after: SaidOver
  readonly by: string | null
  readonly undoes?: string | null
}
/** Keeps what is said now, notes the change and tells every process. Answers the id of the change. */
export const keepOverlay = async (work: Asking, { object, field, before, after, by, undoes = null }: Kept): Promise<string> => {
  await work.sql(
    `update overlay set said = $3::json, version = version + 1, changed_by = $4::uuid, changed_at = now() where object = $1 and field = $2`,
    [object, field, JSON.stringify(after), by],
  )
  const noted = noting({ object, field, kind: 'said', before: { ...before }, after: { ...after }, by, undoes })
  await work.sql(noted.text, noted.values)
  if (undoes !== null) {
    const undone = notingUndone(undoes, noted.id)
    await work.sql(undone.text, undone.values)
  }
  const { text, values } = publishing(work.tenant)
  await work.sql(text, values)
  return noted.id
}

/** Changes of what is defined, newest first. */
export const definitionChanges = ({ sql }: Asking, which: Parameters<typeof listing>[0]): Promise<DefinitionChange[]> => {
  const { text, values } = listing({ ...which, limit: Math.min(which.limit, setRowsMax) })
  return sql<DefinitionChange>(text, values)
}

/** One of them, alone with it. */
export const lockChange = async ({ sql }: Asking, id: string): Promise<DefinitionChange | undefined> => {
  const { text, values } = lockingChange(id)
  return (await sql<DefinitionChange>(text, values))[0]
}
