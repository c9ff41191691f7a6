import { type Filter, refuse, targetOf } from '@lianke/kernel'
import { sql } from 'kysely'
import { systemAccess } from '../access/access-context.ts'
import type { Connection } from '../../store/db/database.ts'
import type { Model, ModelObject } from '../model/model.ts'
import { checkFilter, commonFields, compileFilter, openScope } from '../query/index.ts'
import type { Among } from '../query/scope.ts'
import { partField } from '../query/part-field.ts'
import { selectFields } from '../query/select-fields.ts'

const recordsPerStatementMax = 1000

export interface EngineAsking {
  readonly model: Model
  readonly now: string
  readonly zone: string
}
/** Records of an object, all of them or `among`: an engine sees everything. Refuses `object.unknown`. */
export const engineScope = ({ model, now, zone }: EngineAsking, object: string, among?: Among) => {
  if (!model.objects.has(object)) refuse('object.unknown', { params: { object } })
  return openScope(
    {
      model,
      access: systemAccess({ kind: 'system', id: 'engine' }),
      rules: [],
      filter: { now, zone, region: model.phoneRegion, me: null, team: [], teamAndBelow: [] },
    },
    object,
    'p',
    among,
  )
}

/** Whether a path, through references, ends at a field that there is. */
const leadsToField = (model: Model, object: ModelObject | undefined, path: string): boolean => {
  const [head = '', ...rest] = path.split('.')
  const field = object?.fields.get(head) ?? (object && commonFields.get(head))
  if (!field || rest.length === 0 || partField(field, rest.join('.'))) return field !== undefined
  return leadsToField(model, model.objects.get(targetOf(field) ?? ''), rest.join('.'))
}

/** Fields of these records, paths through references among them (`owner.employee_number`); names that are no fields are left out. */
export const fieldsOfRecords = async (
  connection: Connection,
  given: EngineAsking,
  object: string,
  ids: readonly string[],
  fields: readonly string[],
): Promise<Map<string, Record<string, unknown>>> => {
  const scope = engineScope(given, object)
  const known = fields.filter((path) => leadsToField(given.model, scope.object, path))
  const selected = selectFields(scope, known, { titles: false })
  const columns = sql.join(
    selected.flatMap((field) => field.columns),
    sql`, `,
  )
  const rows = await connection.query(
    sql`select ${columns} from ${sql.table(scope.object.table)} as p${scope.joins} where p.id = any(${[...ids]}::uuid[])`,
  )
  return new Map(
    rows.map((row) => [row.id as string, Object.fromEntries(selected.map((field) => [field.path, field.decode(row)]))]),
  )
}

/** Which of these records a filter tree has, asked of PostgreSQL: one statement per thousand. Merged-away persons match nothing, deleted records only where they are meant. */
export const matchingRecords = async (
  connection: Connection,
  given: EngineAsking,
  object: string,
  ids: readonly string[],
  filter: unknown,
  { deleted = false }: { readonly deleted?: boolean } = {},
): Promise<Set<string>> => {
  const matched = new Set<string>()
  const checked: Filter = checkFilter(filter)
  const lives = deleted ? sql`true` : sql`p.deleted_at is null`
  for (let at = 0; at < ids.length; at += recordsPerStatementMax) {
    const asked = ids.slice(at, at + recordsPerStatementMax)
    const scope = engineScope(given, object, asked)
    const where = compileFilter(scope, checked)
    const stays = scope.object.fields.has('merged_into') ? sql`p.merged_into is null` : sql`true`
    const rows = await connection.query<{ id: string }>(sql`select p.id from ${sql.table(scope.object.table)} as p${scope.joins}
      where p.id = any(${asked}::uuid[]) and ${lives} and ${stays} and ${where}`)
    for (const row of rows) matched.add(row.id)
  }
  return matched
}
