import { type Field, linkOf, mayLack } from '@lianke/kernel'
import { ident } from '../db/sql.ts'
import { fieldStorages } from '../../model/field-types/index.ts'
import { inWordOrder, wordCollation } from '../../model/field-types/word-order.ts'
import type { ModelObject } from '../../model/model/model.ts'
import { fitted, nameMax, print } from './identifier.ts'

/** One index; the name carries a print of the rest, so that a changed index is another index. */
export interface Index {
  readonly name: string
  readonly unique: boolean
  /** Columns that it reads. */
  readonly columns: readonly string[]
  /** `using btree ("a", "b" desc) where …` */
  readonly body: string
}

const alive = 'where deleted_at is null'
const makeIndex = (table: string, columns: readonly string[], body: string, unique = false): Index => {
  const tail = `_${print(`${unique}${body}`)}`
  return { name: `${fitted(`${table}_${columns.join('_')}`, nameMax - tail.length)}${tail}`, unique, columns, body }
}
const btree = (keys: readonly string[]): string => `using btree (${keys.join(', ')}) ${alive}`

// Lists treat nulls as smallest both ways, so that one index serves both directions.
const sortKey = (column: string, field: Field | undefined, descending = false, collation?: string): string => {
  const key = collation ? `${ident(column)} collate ${collation}` : ident(column)
  if (field && !mayLack(column, field)) return `${key}${descending ? ' desc' : ''}`
  return `${key}${descending ? ' desc nulls last' : ' nulls first'}`
}
/** The column by which a field is found and sorted. */
const keyColumn = (name: string, field: Field | undefined): string =>
  (field && fieldStorages[field.type].keyColumn?.(name)) ?? name

/** The indexes that one field asks for. */
export const fieldIndexes = (table: string, name: string, field: Field): readonly Index[] => {
  const { unique, indexed, search } = field.options
  const [first] = fieldStorages[field.type].columns(name, field.options)
  if (!first) return []
  const found: Index[] = []
  const column = keyColumn(name, field)
  if (unique) found.push(makeIndex(table, [first.name], btree([ident(first.name)]), true))
  // Where most rows have no value they cost nothing; equality implies that there is one.
  // A hidden reference is the house's own note (who was merged into whom) and is mostly asked about rows that are deleted.
  const present =
    linkOf(field) && field.options.hidden ? `where ${ident(column)} is not null` : `${alive} and ${ident(column)} is not null`
  const { index, sort } = fieldStorages[field.type]
  const wanted = indexed || index?.always
  if (wanted && index?.kind === 'members') found.push(makeIndex(table, [name], `using gin (${ident(name)}) ${present}`))
  else if (wanted && index?.kind === 'true')
    found.push(makeIndex(table, ['created_at', 'id'], `using btree (created_at, id) ${alive} and ${ident(name)}`))
  // A stage is filtered by, and the newest are wanted first; half the rows share it.
  else if (wanted && index?.kind === 'newest')
    found.push(makeIndex(table, [column, 'created_at', 'id'], btree([sortKey(column, field), 'created_at', 'id'])))
  else if (wanted && index?.kind === 'equal') found.push(makeIndex(table, [column], `using btree (${ident(column)}) ${present}`))
  else if (wanted && sort) {
    // Another order finds no equal ones: where a trigram index does, names are kept in the order of their sounds, else for finding.
    const byWords = inWordOrder(field) && (search === 'name' || search === 'text')
    found.push(
      makeIndex(table, [column, 'id'], btree([sortKey(column, field, false, byWords ? wordCollation : undefined), 'id'])),
    )
  }
  if ((search === 'name' || search === 'text') && first.type === 'text') {
    found.push(makeIndex(table, [name], `using gin (${ident(name)} gin_trgm_ops) ${alive}`))
  }
  return found
}

/** All indexes of an object beside its primary key. */
export const objectIndexes = (object: Pick<ModelObject, 'table' | 'definition' | 'fields'>): readonly Index[] => {
  const { table, fields, definition } = object
  const common = [
    makeIndex(table, ['created_at', 'id'], btree(['created_at', 'id'])),
    makeIndex(table, ['owner', 'created_at', 'id'], btree(['owner', 'created_at', 'id'])),
    // What was deleted is listed and restored, too.
    makeIndex(table, ['deleted_at'], 'using btree (deleted_at) where deleted_at is not null'),
  ]
  const own = [...fields].flatMap(([name, field]) => fieldIndexes(table, name, field))
  const together = (definition.uniqueTogether ?? []).map((names) =>
    makeIndex(table, names as readonly string[], btree((names as readonly string[]).map(ident)), true),
  )
  const extra = (definition.indexes ?? []).map((words) => {
    const keys = words.map((word) => {
      const name = word.replace(/^-/, '')
      const column = keyColumn(name, fields.get(name))
      return {
        column,
        key: fields.has(name)
          ? sortKey(column, fields.get(name), word.startsWith('-'))
          : `${ident(column)}${word.startsWith('-') ? ' desc' : ''}`,
      }
    })
    const withId = keys.some(({ column }) => column === 'id')
      ? keys
      : [...keys, { column: 'id', key: words[0]?.startsWith('-') ? 'id desc' : 'id' }]
    return makeIndex(
      table,
      withId.map(({ column }) => column),
      btree(withId.map(({ key }) => key)),
    )
  })
  const all = [...common, ...own, ...together, ...extra].filter(
    (index, n, list) => list.findIndex((other) => likeness(other) === likeness(index)) === n,
  )
  return all.filter((index) => !all.some((other) => other !== index && isPrefix(index, other)))
}

/** Columns that lead an index, each with the collation that the index keeps it in. */
type Leading = ReadonlyMap<string, string | undefined>
const leading = new WeakMap<object, Leading>()
const leadingOf = (object: Pick<ModelObject, 'table' | 'definition' | 'fields'>): Leading => {
  const found = leading.get(object) ?? new Map(objectIndexes(object).flatMap(leadOf))
  leading.set(object, found)
  return found
}
const leadOf = ({ body, columns: [first] }: Index): [string, string | undefined][] =>
  body.startsWith('using btree') && first !== undefined ? [[first, body.includes(' collate ') ? wordCollation : undefined]] : []

/** Whether rows are found by this column alone in some index: what is asked of a set by it is asked row by row, and needs no look at the whole table. */
export const leadsIndex = (object: Pick<ModelObject, 'table' | 'definition' | 'fields'>, column: string): boolean =>
  leadingOf(object).has(column)
/** A column as its index has it: equal in one order is equal in any, but an index finds in its own alone. */
export const asIndexed = (
  object: Pick<ModelObject, 'table' | 'definition' | 'fields'>,
  alias: string,
  column: string,
): string => {
  const collation = leadingOf(object).get(column)
  return `${alias}.${ident(column)}${collation ? ` collate ${collation}` : ''}`
}

const plain = (index: Index): boolean => !index.unique && index.body.startsWith('using btree')
/** An index is read in both directions, so the same columns in another order of sorting are one too many at every write. */
const likeness = (index: Index): string =>
  plain(index)
    ? `${index.columns.join(',')} ${index.body.includes(' collate ')} ${index.body.slice(index.body.indexOf(' where'))}`
    : index.name
/** A reference whose index is the beginning of a longer one. */
const isPrefix = (index: Index, other: Index): boolean =>
  plain(index) &&
  plain(other) &&
  index.columns.length === 1 &&
  index.columns[0] === other.columns[0] &&
  other.columns.length > 1 &&
  other.body.endsWith(alive)
