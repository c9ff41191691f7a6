import { ident } from '../../store/db/sql.ts'
import { copyCell, joined } from '../../store/db/copy-text.ts'
import { fieldStorages } from '../field-types/index.ts'
import type { ModelObject } from '../model/model.ts'
import { fieldOf, isPlain, typedOf } from './row-codec.ts'
import { columnType } from './row-set.ts'
import type { Unit } from './unit.ts'

type Values = Readonly<Record<string, unknown>>
/** The columns of one field and what a row writes into them. */
interface Cells {
  readonly columns: readonly string[]
  readonly write: (row: Values, typed: Readonly<Record<string, string>>) => string
}

const cellsOf = (object: ModelObject, name: string): Cells => {
  const field = fieldOf(object, name)
  if (!field || isPlain(name)) {
    const cell = copyCell(columnType(object, name))
    return { columns: [name], write: (row) => cell(row[name]) }
  }
  const { options } = field
  const { columns, toColumn, toColumns } = fieldStorages[field.type]
  const own = columns(name, options)
  const [first] = own.map(({ type }) => copyCell(type))
  if (toColumn && first && own.length === 1) return { columns: [name], write: (row) => first(toColumn(row[name] ?? null)) }
  const cells = own.map((column) => ({ name: column.name, cell: copyCell(column.type) }))
  const nulls = joined(cells, ({ cell }) => cell(null))
  return {
    columns: cells.map((column) => column.name),
    write: (row, typed) => {
      const value = row[name] ?? null
      if (value === null) return nulls
      const made = toColumns(value, name, options, typed[name])
      return joined(cells, ({ name: column, cell }) => cell(made[column]))
    },
  }
}

/** The fields that any of some rows bears, in the order in which they are first met. */
export const namesIn = (rows: readonly Values[]): ReadonlySet<string> => {
  const names = new Set<string>()
  for (const row of rows) for (const name in row) names.add(name)
  return names
}

/** Inserts a larger set of complete rows: no plan and no JSON, which is a tenth of what the rows and their indexes cost. `refuse`: how a failure is told. */
export const copyRows = async (
  unit: Unit,
  object: ModelObject,
  rows: readonly Values[],
  refuse: (error: unknown) => unknown,
): Promise<void> => {
  const cells = [...namesIn(rows)].map((name) => cellsOf(object, name)).filter(({ columns }) => columns.length > 0)
  let text = ''
  for (const row of rows) {
    const typed = typedOf(row)
    text += `${joined(cells, ({ write }) => write(row, typed))}\n`
  }
  const into = cells.flatMap(({ columns }) => columns).map(ident)
  try {
    await unit.tx.copyIn(`copy ${ident(object.table)} (${into.join(', ')}) from stdin`, [text])
  } catch (error) {
    throw refuse(error)
  }
}
