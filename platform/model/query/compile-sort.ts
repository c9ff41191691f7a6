import { fieldTypes, mayLack, refuse } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { fieldAnswer } from '../access/field-access.ts'
import { fieldStorages } from '../field-types/index.ts'
import { collated, inWordOrder } from '../field-types/word-order.ts'
import { commonField } from './common-fields.ts'
import type { Cursor } from './cursor.ts'
import type { SelectScope } from './scope.ts'

const sortKeysMax = 3

interface SortKey {
  readonly expression: RawBuilder<unknown>
  readonly type: string
  readonly nullable: boolean
  readonly descending: boolean
}

/** `['-created_at','name']` → sort keys. Refuses `sort.*`. */
export const compileSort = (scope: SelectScope, sort: readonly string[]): readonly SortKey[] => {
  if (sort.length > sortKeysMax) refuse('sort.too_many', { params: { max: sortKeysMax } })
  return sort.map((word) => {
    const descending = word.startsWith('-')
    const path = descending ? word.slice(1) : word
    const found = scope.find(path, 'sort')
    if (path === 'id') return { expression: sql.ref(`${scope.alias}.id`), type: 'uuid', nullable: false, descending }
    const storage = fieldStorages[found.field.type]
    if (!fieldTypes[found.field.type].sortable || !storage.sort) return refuse('sort.not_sortable', { params: { field: path } })
    const joined = found.alias !== scope.alias
    const expression = storage.sort(found.name, (column) => found.part?.read ?? sql.ref(`${found.alias}.${column}`))
    return {
      expression: inWordOrder(found.field) ? collated(expression) : expression,
      type: storage.sortType?.(found.field.options) ?? 'text',
      nullable: joined || mayLack(found.name, found.field),
      descending,
    }
  })
}

/** The order of a list that asks for none: the object's own, unless the actor may not sort by it. */
export const defaultSort = (scope: SelectScope): readonly string[] =>
  [scope.object.definition.sort ?? '-created_at', '-created_at']
    .filter((word) => {
      const name = word.replace(/^-/, '')
      const field = scope.object.fields.get(name) ?? commonField(name)
      return field !== undefined && fieldAnswer(scope.context.access, scope.object, name, field, 'sort') === 'open'
    })
    .slice(0, 1)

/** Nulls count as smallest both ways, so that one index `(key nulls first, id)` serves both directions. */
export const orderBy = (scope: SelectScope, keys: readonly SortKey[]): RawBuilder<unknown> => {
  const idDown = keys[0]?.descending ?? true
  const parts = keys.map((key) =>
    key.descending
      ? sql`${key.expression} desc${key.nullable ? sql` nulls last` : sql``}`
      : sql`${key.expression} asc${key.nullable ? sql` nulls first` : sql``}`,
  )
  return sql.join(
    [...parts, idDown ? sql`${sql.ref(`${scope.alias}.id`)} desc` : sql`${sql.ref(`${scope.alias}.id`)} asc`],
    sql`, `,
  )
}

/** Rows that come after the cursor in this order. */
export const after = (scope: SelectScope, keys: readonly SortKey[], cursor: Cursor): RawBuilder<boolean> => {
  const id = sql.ref(`${scope.alias}.id`)
  const idDown = keys[0]?.descending ?? true
  const value = (index: number) => sql`${cursor.values[index] ?? null}::${sql.raw(keys[index]?.type ?? 'text')}`
  const sameWay = keys.every((key) => !key.nullable && key.descending === idDown)
  if (sameWay) {
    // Row comparison: the whole tuple is one range of the index.
    const left = sql.join([...keys.map((key) => key.expression), id], sql`, `)
    const right = sql.join([...keys.map((_, index) => value(index)), sql`${cursor.id}::uuid`], sql`, `)
    return sql<boolean>`(${left}) ${idDown ? sql`<` : sql`>`} (${right})`
  }
  const beyond = (index: number): RawBuilder<boolean> => {
    const key = keys[index]
    if (!key) return idDown ? sql<boolean>`${id} < ${cursor.id}::uuid` : sql<boolean>`${id} > ${cursor.id}::uuid`
    const known = cursor.values[index] !== null && cursor.values[index] !== undefined
    const past = key.descending
      ? known
        ? sql<boolean>`(${key.expression} < ${value(index)} or ${key.expression} is null)`
        : sql<boolean>`false`
      : known
        ? sql<boolean>`${key.expression} > ${value(index)}`
        : sql<boolean>`${key.expression} is not null`
    const same = known ? sql<boolean>`${key.expression} = ${value(index)}` : sql<boolean>`${key.expression} is null`
    return sql<boolean>`(${past} or (${same} and ${beyond(index + 1)}))`
  }
  return beyond(0)
}
