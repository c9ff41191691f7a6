import { type Field, fieldTypes, refuse } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { fieldRight } from '../access/field-access.ts'
import { fieldStorages } from '../field-types/index.ts'
import { commonFields } from './common-fields.ts'
import { type SelectScope, targetOf } from './scope.ts'

/** One chosen field: the columns it needs and how a row gives its value. */
export interface Selected {
  readonly path: string
  readonly columns: readonly RawBuilder<unknown>[]
  readonly decode: (row: Record<string, unknown>) => unknown
}

export const fieldsMax = 200

/** Fields for a list or a record. `titles`: references answer `{ id, title }`; else plain ids, as commands want them. */
export const selectFields = (
  scope: SelectScope,
  wanted: readonly string[] | undefined,
  options: { titles: boolean },
): readonly Selected[] => {
  if (wanted && wanted.length > fieldsMax) refuse('fields.too_many', { params: { max: fieldsMax } })
  const paths = wanted ?? [...scope.object.fields.keys(), ...commonFields.keys()]
  const { access } = scope.context
  const chosen: Selected[] = []
  for (const path of new Set(['id', 'version', ...paths])) {
    if (
      !wanted &&
      scope.object.fields.has(path) &&
      fieldRight(access, scope.object, path, scope.object.fields.get(path) as Field) === 'hidden'
    )
      continue
    chosen.push(selectOne(scope, path, options.titles))
  }
  return chosen
}

const selectOne = (scope: SelectScope, path: string, titles: boolean): Selected => {
  const found = scope.find(path)
  const { alias, name, field, object } = found
  if (name === 'id') {
    const as = alias === scope.alias ? 'id' : `${path}`
    return { path, columns: [sql`${sql.ref(`${alias}.id`)} as ${sql.id(as)}`], decode: (row) => row[as] }
  }
  const storage = fieldStorages[field.type]
  const prefix = alias === scope.alias ? '' : `${path}:`
  const columns = storage
    .columns(name, field.options)
    .map((column) => sql`${sql.ref(`${alias}.${column.name}`)} as ${sql.id(prefix + column.name)}`)
  const plain = storage.columns(name, field.options).map((column) => column.name)
  const masked = fieldRight(access(scope), object, name, field) === 'masked'
  const mask = fieldTypes[field.type].mask
  const read = (row: Record<string, unknown>): unknown => {
    const own = prefix === '' ? row : Object.fromEntries(plain.map((column) => [column, row[prefix + column]]))
    const value = storage.fromColumns(own, name, field.options) ?? null
    return masked && value !== null ? (mask ? mask(value) : '•••') : value
  }
  const target = titles ? targetOf(field) : undefined
  const targetObject = target ? scope.context.model.objects.get(target) : undefined
  if (!targetObject) return { path, columns, decode: read }
  const title = targetObject.definition.title
  if (field.type === 'reference' || field.type === 'user' || field.type === 'department') {
    const joined = scope.join(path, alias, name, field)
    const as = `${path}:title`
    return {
      path,
      columns: [...columns, sql`${sql.ref(`${joined.alias}.${title}`)}::text as ${sql.id(as)}`],
      decode: (row) => {
        const id = read(row)
        return id === null ? null : { id, title: row[as] ?? null }
      },
    }
  }
  const as = `${path}:titles`
  const table = sql.table(targetObject.table)
  const many = sql`(select json_object_agg(r.id, r.${sql.ref(title)}) from ${table} r where r.id = any(${sql.ref(`${alias}.${name}`)})) as ${sql.id(as)}`
  return {
    path,
    columns: [...columns, many],
    decode: (row) => {
      const ids = (read(row) ?? []) as string[]
      const names = (row[as] ?? {}) as Record<string, string>
      return ids.map((id) => ({ id, title: names[id] ?? null }))
    },
  }
}

const access = (scope: SelectScope) => scope.context.access
