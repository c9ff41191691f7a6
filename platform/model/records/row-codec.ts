import type { Field } from '@lianke/kernel'
import { fieldStorages } from '../field-types/index.ts'
import type { ModelObject } from '../model/model.ts'
import { commonFields } from '../query/common-fields.ts'

export const fieldOf = (object: ModelObject, name: string): Field | undefined => object.fields.get(name) ?? commonFields.get(name)
export const isPlain = (name: string) => name === 'id' || name === 'version'

const typedKey = Symbol('as typed')
/** What somebody typed, beside the normalised values of a row, for types that keep both. Copies of the row carry it along. */
export const keepTyped = (values: Record<string, unknown>, typed: Record<string, string>): void => {
  if (Object.keys(typed).length > 0) Object.assign(values, { [typedKey]: typed })
}
export const typedOf = (values: object): Record<string, string> => (values as { [typedKey]?: Record<string, string> })[typedKey] ?? {}

/** Values by field → values by column. */
export const toColumns = (object: ModelObject, values: Record<string, unknown>): Record<string, unknown> => {
  const row: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    const field = fieldOf(object, name)
    if (!field || isPlain(name)) row[name] = value
    else Object.assign(row, fieldStorages[field.type].toColumns(value ?? null, name, field.options, typedOf(values)[name]))
  }
  return row
}

/** A row of columns → values by field, references as plain ids. */
export const fromColumns = (
  object: ModelObject,
  row: Record<string, unknown>,
): Record<string, unknown> & { id: string; version: number } => {
  const values: Record<string, unknown> & { id: string; version: number } = {
    id: row.id as string,
    version: row.version as number,
  }
  for (const [name, field] of [...object.fields, ...commonFields]) {
    if (!isPlain(name)) values[name] = fieldStorages[field.type].fromColumns(row, name, field.options) ?? null
  }
  return values
}

/** Names of all columns of some fields. */
export const columnsOf = (object: ModelObject, names: Iterable<string>): string[] =>
  [...names].flatMap((name) => {
    const field = fieldOf(object, name)
    return !field || isPlain(name) ? [name] : fieldStorages[field.type].columns(name, field.options).map((column) => column.name)
  })

/** Same stored value? Key order of objects does not matter; lists compare in order. */
export const sameValue = (a: unknown, b: unknown): boolean => {
  if (a === b || ((a ?? null) === null && (b ?? null) === null)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = Object.keys(a)
  return (
    left.length === Object.keys(b).length &&
    left.every((key) => sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  )
}

const none: ReadonlySet<string> = new Set()
/** Those given values that differ from what the row holds; what was typed goes along. `always`: names that count as changed whenever they are given. */
export const changedOnly = (
  row: Record<string, unknown> | undefined,
  values: Record<string, unknown>,
  always: ReadonlySet<string> = none,
): Record<string, unknown> => {
  const changed = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => always.has(name) || !sameValue(row?.[name], value)),
  )
  keepTyped(changed, typedOf(values))
  return changed
}
