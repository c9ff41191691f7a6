import { fieldTypes, type ListQuery, refuse, type Room, type TypeContext } from '@lianke/kernel'
import type { Model, ModelObject } from '../model/model.ts'
import { commonField } from '../query/common-fields.ts'

const pageRows = 200
const fieldsMax = 200
const left = new Set(['file', 'image', 'json', 'encrypted'])

export interface ExportColumn {
  readonly name: string
  readonly title: string
  readonly text: (value: unknown) => string
}

/** What to call a column and how its values are written. Fields without a text form are not exported unless they are asked for. */
export const exportColumns = (
  model: Model,
  object: ModelObject,
  asked: readonly string[] | undefined,
  types: TypeContext,
): ExportColumn[] => {
  const names = asked?.length
    ? asked
    : [
        'id',
        ...[...object.fields].filter(([, field]) => !left.has(field.type) && !field.options.hidden).map(([name]) => name),
        'owner',
        'created_at',
      ]
  if (names.length > fieldsMax) refuse('export.too_many_fields', { params: { max: fieldsMax } })
  return names.map((name) => {
    let at: ModelObject | undefined = object
    const parts = name.split('.')
    for (const part of parts.slice(0, -1)) at = model.objects.get(String(at?.fields.get(part)?.options.to ?? ''))
    const last = parts.at(-1) as string
    const field = at?.fields.get(last) ?? commonField(last)
    if (!field && last !== 'id') refuse('field.unknown', { params: { field: name } })
    const title = field ? (types.locale === 'en' ? field.label.en : field.label.zh) : 'ID'
    return {
      name,
      title,
      text: (value) =>
        value === null || value === undefined
          ? ''
          : field
            ? fieldTypes[field.type].toText(value, field.options, types)
            : String(value),
    }
  })
}

/** Every row of a list the actor may see, by pages that stand where the last one ended; nothing is held back in memory. */
export async function* exportRows(
  room: Room,
  object: string,
  query: ListQuery,
  columns: readonly ExportColumn[],
): AsyncGenerator<string[][]> {
  let cursor: string | null = null
  const fields = columns.map((column) => column.name)
  do {
    const page: { data: Record<string, unknown>[]; next: string | null } = await room.records.list(object, {
      ...query,
      fields,
      limit: pageRows,
      cursor,
      count: false,
    })
    yield page.data.map((row) => columns.map((column) => column.text(row[column.name])))
    cursor = page.next
  } while (cursor)
}
