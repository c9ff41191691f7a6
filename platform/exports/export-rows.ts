import { type Field, fieldTypes, type ListQuery, refuse, type Room, type TypeContext } from '@lianke/kernel'
import type { AccessContext } from '../access/access-context.ts'
import { coveredText, readableFields, usableField, visibleFields } from '../access/field-access.ts'
import type { Model, ModelObject } from '../model/model.ts'
import { commonField } from '../query/common-fields.ts'
import { targetOf } from '../query/target-of.ts'

const pageRows = 200
const fieldsMax = 200
const left = new Set(['file', 'image', 'json', 'encrypted'])

export interface ExportColumn {
  readonly name: string
  readonly title: string
  readonly text: (value: unknown) => string
}

/**
 * What to call a column and how its values are written. Fields without a text form are not exported unless they are asked for; those the
 * actor may not see are no columns, and are refused by name like fields that do not exist.
 */
export const exportColumns = (
  { model, access }: { readonly model: Model; readonly access: AccessContext },
  object: ModelObject,
  asked: readonly string[] | undefined,
  types: TypeContext,
): ExportColumn[] => {
  const names = asked?.length
    ? asked
    : [
        'id',
        ...[...visibleFields(access, object)]
          .filter(([, field]) => !left.has(field.type) && !field.options.hidden)
          .map(([name]) => name),
        ...readableFields(access, object, ['owner', 'created_at']),
      ]
  if (names.length > fieldsMax) refuse('export.too_many_fields', { params: { max: fieldsMax } })
  return names.map((name) => {
    const field = fieldAt({ model, access }, object, name)
    const title = field ? (types.locale === 'en' ? field.label.en : field.label.zh) : 'ID'
    return {
      name,
      title,
      text: (value) =>
        value === null || value === undefined
          ? ''
          : field && value !== coveredText
            ? fieldTypes[field.type].toText(value, field.options, types)
            : String(value),
    }
  })
}

/** The field at the end of a path; undefined for the id. */
const fieldAt = (
  { model, access }: { readonly model: Model; readonly access: AccessContext },
  object: ModelObject,
  path: string,
): Field | undefined => {
  const parts = path.split('.')
  let at = object
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1
    if (last && part === 'id') return undefined
    const field = usableField(access, at, part, at.fields.get(part) ?? commonField(part), {
      use: last ? 'show' : 'follow',
      path,
      unknown: 'field.unknown',
    })
    if (last) return field
    at = model.objects.get(targetOf(field) ?? '') ?? refuse('field.unknown', { params: { field: path } })
  }
  return undefined
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
