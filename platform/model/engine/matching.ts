import { type Filter, personObject, targetOf } from '@lianke/kernel'
import { sql } from 'kysely'
import { systemAccess } from '../access/access-context.ts'
import type { Connection } from '../../store/db/database.ts'
import type { Model, ModelObject } from '../model/model.ts'
import { checkFilter, commonFields, compileFilter, openScope } from '../query/index.ts'
import { selectFields } from '../query/select-fields.ts'

const personsPerStatementMax = 1000

interface Given {
  readonly model: Model
  readonly now: string
  readonly zone: string
}
const personScope = ({ model, now, zone }: Given) =>
  openScope(
    {
      model,
      access: systemAccess({ kind: 'system', id: 'engine' }),
      rules: [],
      filter: { now, zone, me: null, team: [], teamAndBelow: [] },
    },
    personObject,
    'p',
  )

/** Whether a path, through references, ends at a field that there is. */
const leadsToField = (model: Model, object: ModelObject | undefined, path: string): boolean => {
  const [head = '', ...rest] = path.split('.')
  const field = object?.fields.get(head) ?? (object && commonFields.get(head))
  if (!field || rest.length === 0) return field !== undefined
  return leadsToField(model, model.objects.get(targetOf(field) ?? ''), rest.join('.'))
}

/** Fields of these persons, paths through references among them (`owner.employee_number`); names that are no fields are left out. */
export const fieldsOfPersons = async (
  connection: Connection,
  given: Given,
  persons: readonly string[],
  fields: readonly string[],
): Promise<Map<string, Record<string, unknown>>> => {
  const scope = personScope(given)
  const known = fields.filter((path) => leadsToField(given.model, scope.object, path))
  const selected = selectFields(scope, known, { titles: false })
  const columns = sql.join(
    selected.flatMap((field) => field.columns),
    sql`, `,
  )
  const rows = await connection.query(
    sql`select ${columns} from ${sql.table(scope.object.table)} as p${scope.joins} where p.id = any(${[...persons]}::uuid[])`,
  )
  return new Map(
    rows.map((row) => [row.id as string, Object.fromEntries(selected.map((field) => [field.path, field.decode(row)]))]),
  )
}

/** Which of these persons a filter tree has, asked of PostgreSQL: one statement per thousand persons. Merged-away persons match nothing. */
export const matchingPersons = async (
  connection: Connection,
  given: Given,
  persons: readonly string[],
  filter: unknown,
): Promise<Set<string>> => {
  const matched = new Set<string>()
  const checked: Filter = checkFilter(filter)
  for (let at = 0; at < persons.length; at += personsPerStatementMax) {
    const scope = personScope(given)
    const where = compileFilter(scope, checked)
    const rows = await connection.query<{ id: string }>(sql`select p.id from ${sql.table(scope.object.table)} as p${scope.joins}
      where p.id = any(${persons.slice(at, at + personsPerStatementMax)}::uuid[]) and p.deleted_at is null and p.merged_into is null and ${where}`)
    for (const row of rows) matched.add(row.id)
  }
  return matched
}
