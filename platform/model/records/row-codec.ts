import type { Field } from '@lianke/kernel'
import { type FieldStorage, fieldStorages } from '../field-types/index.ts'
import type { ModelObject } from '../model/model.ts'
import { commonFields } from '../query/common-fields.ts'

export const fieldOf = (object: ModelObject, name: string): Field | undefined => object.fields.get(name) ?? commonFields.get(name)
export const isPlain = (name: string) => name === 'id' || name === 'version'

const typedKey = Symbol('as typed')
/** What somebody typed, beside the normalised values of a row, for types that keep both. Copies of the row carry it along. */
export const keepTyped = (values: Record<string, unknown>, typed: Readonly<Record<string, string>>): void => {
  for (const _ in typed) {
    Object.assign(values, { [typedKey]: typed })
    return
  }
}
const untyped: Readonly<Record<string, string>> = {}
export const typedOf = (values: object): Readonly<Record<string, string>> =>
  (values as { [typedKey]?: Readonly<Record<string, string>> })[typedKey] ?? untyped

/** Values by field → values by column. */
export const toColumns = (object: ModelObject, values: Record<string, unknown>): Record<string, unknown> => {
  const row: Record<string, unknown> = {}
  const typed = typedOf(values)
  for (const name in values) {
    const value = values[name]
    const field = fieldOf(object, name)
    if (!field || isPlain(name)) {
      row[name] = value
      continue
    }
    const { toColumn, toColumns: toOwn } = fieldStorages[field.type]
    if (toColumn) row[name] = toColumn(value ?? null)
    else Object.assign(row, toOwn(value ?? null, name, field.options, typed[name]))
  }
  return row
}

interface Reading {
  readonly name: string
  readonly field: Field
  readonly fromColumns: FieldStorage['fromColumns']
}
const readings = new WeakMap<ModelObject, readonly Reading[]>()
/** How each field of an object is read from its columns; asked once per object, not per row. */
const readingsOf = (object: ModelObject): readonly Reading[] => {
  const known = readings.get(object)
  if (known) return known
  const made = [...object.fields, ...commonFields].flatMap(([name, field]) =>
    isPlain(name) ? [] : [{ name, field, fromColumns: fieldStorages[field.type].fromColumns }],
  )
  readings.set(object, made)
  return made
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
  for (const { name, field, fromColumns: read } of readingsOf(object)) values[name] = read(row, name, field.options) ?? null
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
  const changed: Record<string, unknown> = {}
  for (const name in values) if (always.has(name) || !sameValue(row?.[name], values[name])) changed[name] = values[name]
  keepTyped(changed, typedOf(values))
  return changed
}
