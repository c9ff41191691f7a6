import { type Field, refuse } from '@lianke/kernel'
import { type AccessContext, systemAccess } from '../access/access-context.ts'
import { type FieldUse, usableField } from '../access/field-access.ts'
import type { FilterContext } from '../field-types/field-storage.ts'
import type { Model, ModelObject } from '../model/model.ts'
import { name } from '../../store/analytics/analytics-literal.ts'
import {
  columnRef,
  emptyOf,
  fieldOf,
  isMirrored,
  analyticsColumnsOf,
  rowsOf,
  rowsWhere,
  targetObjectOf,
} from '../../store/analytics/analytics-model.ts'
import { fieldStorages } from '../field-types/index.ts'
import { partField } from './part-field.ts'
import type { AnalyticsParams } from '../../store/analytics/analytics-params.ts'

/** Which rows of an object may be read: a condition over `alias`, null for all. Given by `analyticsAccess`. */
export type AnalyticsRows = (object: ModelObject, alias: string, context: AnalyticsContext) => string | null

/** What compiling one statement needs throughout. */
export interface AnalyticsContext {
  readonly model: Model
  readonly filter: FilterContext
  readonly params: AnalyticsParams
  /** Absent: every row (segments, engines). */
  readonly rows?: AnalyticsRows
  /** Whose rights on fields hold, of paths and children too. Absent: the system's. */
  readonly access?: AccessContext
  /** Persons the question is limited to; it is handed down to events and children of persons. */
  readonly persons?: readonly string[]
}

/** One object in a statement under one name. `missing`: columns read as absent (the end of a path that leads nowhere). */
export interface AnalyticsScope {
  readonly context: AnalyticsContext
  readonly object: ModelObject
  readonly alias: string
  readonly missing?: boolean
}

const hopsMax = 4
const everybody = systemAccess({ kind: 'system', id: 'lake' })

export const openAnalyticsScope = (context: AnalyticsContext, object: string, alias: string): AnalyticsScope => {
  const found = context.model.objects.get(object) ?? refuse('object.unknown', { status: 404, params: { object } })
  if (!isMirrored(found)) refuse('filter.not_mirrored', { params: { object } })
  return { context, object: found, alias }
}

/** The field by its name in this object, for one use; refuses what does not exist or may not be used so. */
export const findField = (scope: AnalyticsScope, fieldName: string, path: string, use: FieldUse): Field => {
  const { access = everybody } = scope.context
  const asked = { use, path, unknown: 'filter.unknown_field' }
  const field = usableField(access, scope.object, fieldName, fieldOf(scope.object, fieldName), asked)
  if (analyticsColumnsOf(fieldName, field).length === 0) refuse('filter.not_mirrored', { params: { field: path } })
  return field
}

/** Reads a column of a field in this scope. */
export const refOf = (scope: AnalyticsScope, field: Field, fieldName: string) => {
  const column = columnRef(scope.object, scope.alias, field, fieldName)
  if (!scope.missing) return column
  const types = new Map(analyticsColumnsOf(fieldName, field).map((found) => [found.name, found.type]))
  return (of: string) => emptyOf(types.get(of) ?? 'Nullable(String)')
}

/** Splits `a.b.c` into the hop and the rest. */
export const hopOf = (path: string): { readonly first: string; readonly rest: string | null } => {
  const parts = path.split('.')
  if (parts.length > hopsMax + 1) refuse('filter.path_too_long', { params: { path, max: hopsMax } })
  return { first: parts[0] as string, rest: parts.length > 1 ? parts.slice(1).join('.') : null }
}

/** A part of a value, read in the statement. */
export interface PartOfPath {
  readonly field: Field
  readonly column: string
}
/** `address.province` as a text of its own, with the rights on the whole; null where a path goes elsewhere. */
export const partOfPath = (
  scope: AnalyticsScope,
  first: string,
  part: string | null,
  asked: { readonly path: string; readonly use: FieldUse },
): PartOfPath | null => {
  const whole = scope.object.fields.get(first)
  const field = partField(whole, part)
  const read = whole && fieldStorages[whole.type].analyticsPart
  if (!field || !whole || part === null || !read) return null
  findField(scope, first, asked.path, asked.use)
  return { field, column: read(part, refOf(scope, whole, first)(first)) }
}

/** The scope behind a reference field. */
export const behind = (
  scope: AnalyticsScope,
  fieldName: string,
  path: string,
): { readonly field: Field; readonly target: AnalyticsScope; readonly column: string } => {
  const field = findField(scope, fieldName, path, 'follow')
  const target = targetObjectOf(scope.context.model, field)
  if (!target) return refuse('filter.not_a_path', { params: { field: path, part: fieldName } })
  return {
    field,
    target: openAnalyticsScope(scope.context, target.name, `${scope.alias}_${fieldName}`),
    column: refOf(scope, field, fieldName)(fieldName),
  }
}

/** Everything that limits the rows of a scope besides the filter: tenant and permission. */
export const scopeWhere = (scope: AnalyticsScope): string => {
  const allowed = scope.context.rows?.(scope.object, scope.alias, scope.context)
  return allowed ? `${rowsWhere(scope.object, scope.alias)} and ${allowed}` : rowsWhere(scope.object, scope.alias)
}
export const scopeFrom = (scope: AnalyticsScope): string => rowsOf(scope.object, scope.alias)
export const idOf = (scope: AnalyticsScope): string => `${scope.alias}.${name('id')}`
