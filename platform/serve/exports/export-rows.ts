import {
  type Field,
  type Label,
  fieldTypes,
  type ListQuery,
  refuse,
  type UnitOfWork,
  type Row,
  targetOf,
  traitsOf,
  type TypeContext,
} from '@lianke/kernel'
import type { AccessContext } from '../../model/access/access-context.ts'
import { coveredText, readableFields, usableField, visibleFields } from '../../model/access/field-access.ts'
import type { Model, ModelObject } from '../../model/model/model.ts'
import { commonField } from '../../model/query/common-fields.ts'
import { partField } from '../../model/query/part-field.ts'
import { partLabel } from '../imports/map/suggest.rule.ts'
import type { Part } from '../../model/model/behaviour.ts'
import { wholeLines } from './export-parts.ts'

const pageRows = 200
const fieldsMax = 200

export interface ExportColumn {
  readonly name: string
  /** The part whose lines have it; its name without the part's is `field`. */
  readonly part?: Part
  readonly field: string
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
  asked: { readonly fields?: readonly string[] | undefined; readonly parts?: readonly string[] },
  types: TypeContext,
): ExportColumn[] => {
  const parts = (asked.parts ?? []).flatMap((name) => {
    const { child, part } = partAt(model, object, name) ?? refuse('field.unknown', { params: { field: name } })
    return shownOf(access, child)
      .filter((field) => field !== part.via)
      .map((field) => `${name}.${field}`)
  })
  const own = asked.fields?.length
    ? asked.fields
    : ['id', ...shownOf(access, object), ...readableFields(access, object, ['owner', 'created_at'])]
  const names = [...own, ...parts.filter((name) => !own.includes(name))]
  if (names.length > fieldsMax) refuse('export.too_many_fields', { params: { max: fieldsMax } })
  return names.map((name) => {
    const [first = '', ...rest] = name.split('.')
    const found = rest.length > 0 ? partAt(model, object, first) : null
    const path = found ? rest.join('.') : name
    const field = fieldAt({ model, access }, found?.child ?? object, path)
    const own = labelOf(model, found?.child ?? object, path) ?? { zh: 'ID', en: 'ID' }
    const said = found ? partLabel(found.child.definition.label, own) : own
    return {
      name,
      ...(found ? { part: found.part } : {}),
      field: path,
      title: types.locale === 'en' ? said.en : said.zh,
      text: (value) =>
        value === null || value === undefined
          ? ''
          : field && value !== coveredText
            ? fieldTypes[field.type].toText(value, field.options, types)
            : String(value),
    }
  })
}

/** Fields that have a text form and are shown to the actor. */
const shownOf = (access: AccessContext, object: ModelObject): string[] =>
  [...visibleFields(access, object)].filter(([, field]) => !traitsOf(field).cell && !field.options.hidden).map(([name]) => name)

const partAt = (model: Model, object: ModelObject, name: string): { part: Part; child: ModelObject } | null => {
  const part = object.parts.get(name)
  const child = part && model.objects.get(part.object)
  return part && child ? { part, child } : null
}

/** What a path is called: `公司 · 名称`. Undefined for an id, which everybody calls so. */
const labelOf = (model: Model, object: ModelObject, path: string): Label | undefined => {
  const [name = '', ...rest] = path.split('.')
  const field = name === 'id' ? undefined : (object.fields.get(name) ?? commonField(name))
  if (!field || rest.length === 0) return field?.label
  const part = partField(field, rest.join('.'))
  if (part) return part.label
  const target = model.objects.get(targetOf(field) ?? '')
  const behind = (target && labelOf(model, target, rest.join('.'))) ?? { zh: 'ID', en: 'ID' }
  return partLabel(field.label, behind)
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
    const piece = index === parts.length - 2 ? partField(at.fields.get(part), parts[index + 1]) : undefined
    if (last && part === 'id') return undefined
    const field = usableField(access, at, part, at.fields.get(part) ?? commonField(part), {
      use: last || piece ? 'show' : 'follow',
      path,
      unknown: 'field.unknown',
    })
    if (last || piece) return piece ?? field
    at = model.objects.get(targetOf(field) ?? '') ?? refuse('field.unknown', { params: { field: path } })
  }
  return undefined
}

/** Cells, by rows, by pages. */
export type ExportBlocks = AsyncGenerator<string[][]>

/**
 * Every row of a list the actor may see, by pages that stand where the last one ended; nothing is held back in memory. With columns of parts
 * there is a row for each line, the whole's own values in all of them.
 */
export async function* exportRows(
  work: UnitOfWork,
  object: string,
  query: ListQuery,
  columns: readonly ExportColumn[],
): ExportBlocks {
  let cursor: string | null = null
  const fields = columns.flatMap(({ part, name }) => (part ? [] : [name]))
  const parts = [...new Set(columns.flatMap(({ part }) => part ?? []))].map((part) => ({
    part,
    fields: columns.flatMap((column) => (column.part === part ? [column.field] : [])),
  }))
  const valueOf = (column: ExportColumn, row: Row, lines: Readonly<Record<string, Row | null>>) =>
    column.text(column.part ? lines[column.part.name]?.[column.field] : row[column.name])
  do {
    const page: { data: Row[]; next: string | null } = await work.records.list(object, {
      ...query,
      fields,
      limit: pageRows,
      cursor,
      count: false,
    })
    if (parts.length === 0) yield page.data.map((row) => columns.map((column) => valueOf(column, row, {})))
    else
      for await (const some of wholeLines(work, page.data, parts))
        yield some.map(({ row, lines }) => columns.map((column) => valueOf(column, row, lines)))
    cursor = page.next
  } while (cursor)
}
