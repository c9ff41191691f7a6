import { traitsOf } from '@lianke/kernel'
import { sql } from 'kysely'
import { mayReadAny } from '../access/access-context.ts'
import { fieldAnswer } from '../access/field-access.ts'
import type { Sql } from '../../store/db/database.ts'
import type { ModelObject } from '../model/model.ts'
import { openScope } from '../query/compile-filter.ts'
import type { QueryContext } from '../query/scope.ts'

/** A place where a file may hang: a field of a record, or (null) the record that was named when it came. */
interface Holder {
  readonly file: string
  readonly object: string
  readonly record: string
  readonly field: string | null
}
interface FileRights {
  /** Files the actor may open. */
  readonly open: ReadonlySet<string>
  /** Files that a record holds: they are no longer whoever's brought them. */
  readonly held: ReadonlySet<string>
}
interface FileQuestion {
  readonly context: QueryContext
  readonly query: <R>(statement: Sql) => Promise<R[]>
  readonly files: readonly string[]
  /** A record that is said to hold the files. */
  readonly on?: { readonly object: string; readonly record: string } | null
}

/** As `stored_file` names who brought a file. */
const uploaderOf = ({ access }: QueryContext): string => `${access.actor.kind}:${access.actor.id}`
export const fileFields = (object: ModelObject): string[] =>
  [...object.fields].flatMap(([name, field]) => (traitsOf(field).files ? [name] : []))

/**
 * Who may open which files: a file is its uploader's until a record holds it; then it is open to whoever may read such a record and the
 * field that holds it. A statement for the files and one per object that holds any.
 */
export const fileRights = async ({ context, query, files, on }: FileQuestion): Promise<FileRights> => {
  const ids = [...new Set(files)]
  const [known, given] = await Promise.all([
    query<{ id: string; mine: boolean; object: string | null; record: string | null }>(
      sql`select id, created_by = ${uploaderOf(context)} as mine, object, record from stored_file where id = any(${ids}::uuid[]) and deleted_at is null`,
    ),
    query<Holder>(sql`select file, object, record, field from file_holder where file = any(${ids}::uuid[])`),
  ])
  const hung = known.flatMap(({ id, object, record }): Holder[] =>
    object && record ? [{ file: id, object, record, field: null }] : [],
  )
  const saidOn = on && context.model.objects.get(on.object)
  const said = known.flatMap(({ id }): Holder[] =>
    on && saidOn ? fileFields(saidOn).map((field) => ({ file: id, ...on, field })) : [],
  )
  const open = new Set<string>()
  const held = new Set<string>()
  for (const [name, holders] of Map.groupBy([...given, ...hung, ...said], ({ object }) => object)) {
    const object = context.model.objects.get(name)
    if (!object) continue
    const rows = new Map((await rowsOf(context, query, object, holders)).map((row) => [row.id, row]))
    for (const { file, record, field } of holders) {
      const row = rows.get(record)
      if (!row || !(field === null || holds(row[field], file))) continue
      held.add(file)
      if (row[':seen'] && (field === null || isOpen(context, object, field))) open.add(file)
    }
  }
  for (const { id, mine } of known) if (context.access.system || (mine && !held.has(id))) open.add(id)
  return { open, held }
}

type HoldingRow = Record<string, unknown> & { readonly id: string; readonly ':seen': boolean }
const holds = (value: unknown, file: string): boolean => Array.isArray(value) && value.includes(file)
const isOpen = ({ access }: QueryContext, object: ModelObject, name: string): boolean => {
  const field = object.fields.get(name)
  return field !== undefined && fieldAnswer(access, object, name, field, 'hold') === 'open'
}

/** The living records among the holders, what their file fields hold, and whether the actor may see them. */
const rowsOf = async (
  context: QueryContext,
  query: FileQuestion['query'],
  object: ModelObject,
  holders: readonly Holder[],
): Promise<HoldingRow[]> => {
  const fields = fileFields(object).map((name) => sql.ref(`t.${name}`))
  const seen = mayReadAny(context.access, object)
    ? (openScope(context, object.name, 't').rows(object, 't', 'read') ?? sql`true`)
    : sql`false`
  const columns = sql.join([sql`t.id`, sql`(${seen}) as ":seen"`, ...fields], sql`, `)
  const ids = [...new Set(holders.map(({ record }) => record))]
  return query<HoldingRow>(
    sql`select ${columns} from ${sql.table(object.table)} as t where t.id = any(${ids}::uuid[]) and t.deleted_at is null`,
  )
}
