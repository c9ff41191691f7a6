import { isObject, partOf, refuse, type Row, targetOf, traitsOf } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { mayReadAny } from '../access/access-context.ts'
import { fieldAnswer, maskedValue, titleField, visibleFields } from '../access/field-access.ts'
import { fieldStorages } from '../field-types/index.ts'
import type { ModelObject } from '../model/model.ts'
import { commonFields } from './common-fields.ts'
import type { Found, SelectScope } from './scope.ts'

/** One chosen field: the columns it needs and how a row gives its value. */
interface Selected {
  readonly path: string
  readonly columns: readonly RawBuilder<unknown>[]
  readonly decode: (row: Record<string, unknown>) => unknown
  /** The value is ciphertext, to be opened before anybody sees it. */
  readonly sealed?: boolean
}

export const fieldsMax = 200

interface SelectOptions {
  /** References answer `{ id, title }`; else plain ids, as commands want them. */
  readonly titles: boolean
  /** Whoever asks opens what lies sealed; else it is covered, for everybody. */
  readonly opens?: boolean
  /** The statement finds one record at most: a name is asked for where it stands, which costs less than to plan a join. */
  readonly one?: boolean
}

/** Fields for a list or a record. */
export const selectFields = (
  scope: SelectScope,
  wanted: readonly string[] | undefined,
  options: SelectOptions,
): readonly Selected[] => {
  if (wanted && wanted.length > fieldsMax) refuse('fields.too_many', { params: { max: fieldsMax } })
  const paths = wanted ?? [...visibleFields(scope.context.access, scope.object).keys(), ...visibleCommon(scope)]
  return [...new Set(['id', 'version', ...paths])].map((path) => selectOne(scope, path, options))
}

const visibleCommon = ({ context, object }: SelectScope): string[] =>
  [...commonFields].flatMap(([name, field]) =>
    fieldAnswer(context.access, object, name, field, 'show') === 'closed' ? [] : [name],
  )

const selectOne = (scope: SelectScope, path: string, { titles, opens = false, one = false }: SelectOptions): Selected => {
  const { access, model } = scope.context
  const { alias, name, field, object, part } = scope.find(path, 'show')
  if (part) return selectPart(scope, path, object, name, part)
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
  const sealed = traitsOf(field).sealed === true
  const masked = fieldAnswer(access, object, name, field, 'show') === 'masked' || (sealed && !opens)
  const read = (row: Record<string, unknown>): unknown => {
    const own = prefix === '' ? row : Object.fromEntries(plain.map((column) => [column, row[prefix + column]]))
    const value = storage.fromColumns(own, name, field.options) ?? null
    return masked ? maskedValue(field, value) : value
  }
  const target = titles && !masked ? targetOf(field) : undefined
  const targetObject = target ? model.objects.get(target) : undefined
  if (!targetObject) return { path, columns, decode: read, sealed: sealed && !masked }
  const title = titleField(access, targetObject)
  if (!traitsOf(field).many) {
    const as = `${path}:title`
    const id = sql.ref(`${alias}.${name}`)
    const joinedTitle = () => sql`${sql.ref(`${scope.joinNamed(path, alias, name, field).alias}.${title}`)}::text`
    const named = title === null ? sql`null::text` : one ? titleOf(scope, targetObject, title, id) : joinedTitle()
    return {
      path,
      columns: [...columns, sql`${named} as ${sql.id(as)}`],
      decode: (row) => {
        const id = read(row)
        return id === null ? null : { id, title: row[as] ?? null }
      },
    }
  }
  const as = `${path}:titles`
  return {
    path,
    columns: [...columns, sql`${titlesOf(scope, targetObject, title, sql.ref(`${alias}.${name}`))} as ${sql.id(as)}`],
    decode: (row) => {
      const ids = (read(row) ?? []) as string[]
      const found = row[as]
      const names = isObject(found) ? found : null
      return ids.map((id) => ({ id, title: names?.[id] ?? null }))
    },
  }
}

/** A part of a value, covered as far as the whole covers it. */
const selectPart = (
  { context: { access } }: SelectScope,
  path: string,
  object: ModelObject,
  name: string,
  { name: part, of, read }: NonNullable<Found['part']>,
): Selected => ({
  path,
  columns: [sql`${read} as ${sql.id(path)}`],
  decode: (row) => {
    const value = row[path] ?? null
    if (value === null || fieldAnswer(access, object, name, of, 'show') !== 'masked') return value
    return partOf(maskedValue(of, { [part]: value }), part) ?? null
  },
})

/** The name of one record, if the actor may see it. */
const titleOf = (scope: SelectScope, target: ModelObject, title: string, id: RawBuilder<unknown>): RawBuilder<unknown> => {
  if (!mayReadAny(scope.context.access, target)) return sql`null::text`
  const alias = `${scope.alias}_n`
  const seen = scope.rows(target, alias, 'read')
  return sql`(select ${sql.ref(`${alias}.${title}`)}::text from ${sql.table(target.table)} as ${sql.ref(alias)}
    where ${sql.ref(`${alias}.id`)} = ${id}${seen ? sql` and ${seen}` : sql``})`
}

/** Names of the records of a multi-reference: of those that the actor may see, like behind a reference. */
const titlesOf = (
  scope: SelectScope,
  target: ModelObject,
  title: string | null,
  ids: RawBuilder<unknown>,
): RawBuilder<unknown> => {
  if (title === null || !mayReadAny(scope.context.access, target)) return sql`null::json`
  const alias = `${scope.alias}_r`
  const seen = scope.rows(target, alias, 'read') ?? sql<boolean>`true`
  return sql`(select json_object_agg(${sql.ref(`${alias}.id`)}, ${sql.ref(`${alias}.${title}`)}) from ${sql.table(target.table)} as ${sql.ref(alias)}
    where ${sql.ref(`${alias}.id`)} = any(${ids}) and ${seen})`
}

/** Names under which rows of these fields hold ciphertext. */
export const sealedOf = (selected: readonly Selected[]): string[] =>
  selected.flatMap(({ path, sealed }) => (sealed ? [path] : []))

/** A row as `pg` gives it → the record as it is answered. */
export const shownRow = (selected: readonly Selected[], found: Record<string, unknown>): Row => {
  const row: Record<string, unknown> = {}
  for (const { path, decode } of selected) row[path] = decode(found)
  return row as Row
}
