import { type Field, traitsOf } from '@lianke/kernel'
import type { ColumnMap } from './mapping.ts'

/** What somebody is called by who tells no name, the likeliest first. */
const instead = ['company', 'email', 'phone'] as const

/** Where records must be called something and no column says what: the column by which they are known is that, too. */
export const titleColumn = (
  fields: ReadonlyMap<string, Field>,
  columns: readonly ColumnMap[],
  title: string | undefined,
): ColumnMap[] => {
  const field = title === undefined ? undefined : fields.get(title)
  if (!title || !field?.options.required || traitsOf(field).key !== 'text') return []
  if (columns.some((one) => one.field === title)) return []
  const found = instead.flatMap((name) => columns.find((one) => one.field === name) ?? [])
  return found[0] ? [{ column: found[0].column, field: title }] : []
}
