import type { MoneyValue } from '../field-types/rules.generated.ts'
import type { ReferenceValue, SelectOption } from './field.ts'
import type { Filter } from './filter.ts'
import { isObject } from './is-object.ts'

type Loose = Readonly<Record<string, unknown>>

const isMoney = (value: unknown): value is MoneyValue =>
  isObject(value) && typeof value.amount === 'string' && typeof value.currency === 'string'
/** The money a loose row holds; null where it holds none. */
export const moneyIn = (value: unknown): MoneyValue | null => (isMoney(value) ? value : null)

const isReference = (value: unknown): value is ReferenceValue =>
  isObject(value) &&
  typeof value.id === 'string' &&
  (value.title === undefined || value.title === null || typeof value.title === 'string')
/** Whom or what a loose row points to, in the API's form; null where it points to nothing. */
export const referenceIn = (value: unknown): ReferenceValue | null => (isReference(value) ? value : null)

/** The text a loose row holds; null where it holds none. */
export const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null)
/** The texts of a list. */
export const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
/** The objects of a list, read one by one; what cannot be read is left out. */
export const listIn = <T>(value: unknown, read: (one: Loose) => T | null): readonly T[] =>
  Array.isArray(value)
    ? value.flatMap((one: unknown) => {
        const made = isObject(one) ? read(one) : null
        return made === null ? [] : [made]
      })
    : []

const filterParts = ['and', 'or', 'not', 'field', 'child', 'event', 'segment']
const isFilter = (value: unknown): value is Filter => isObject(value) && filterParts.some((part) => part in value)
/** The filter tree that a json field or a step's setting holds; whether it can be asked is for the server to say. */
export const filterIn = (value: unknown): Filter | null => (isFilter(value) ? value : null)

/** Id of a reference, given as such or as the API's form. */
export const idIn = (value: unknown): string | null => textIn(isObject(value) ? value.id : value)
/** Ids of a list of references. */
export const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap((one: unknown) => idIn(one) ?? []) : [])

const isOption = (value: unknown): value is SelectOption =>
  isObject(value) && typeof value.value === 'string' && isObject(value.label)
/** The options of a select field, as its definition or the model's meta tells them. */
export const optionsIn = (options: Readonly<Record<string, unknown>> | undefined): readonly SelectOption[] =>
  Array.isArray(options?.options) ? options.options.filter(isOption) : []

/** The code an error carries (`ENOENT`, `40001`); null where it carries none. */
export const codeOfError = (error: unknown): string | null => (isObject(error) ? textIn(error.code) : null)
/** What an error says. */
export const messageOfError = (error: unknown): string => (error instanceof Error ? error.message : String(error))
/** What a value is called, where the API's form gives a title; else the value itself as text. */
export const titleIn = (value: unknown): string =>
  isObject(value) ? (textIn(value.title) ?? '') : value === null || value === undefined ? '' : String(value)

/** The names of a record of known names, as such. */
export const keysOf = <R extends object>(record: R): Extract<keyof R, string>[] => {
  const names: Extract<keyof R, string>[] = []
  for (const name in record) names.push(name)
  return names
}

/** One of several words; undefined for any other value. */
export const oneOf = <W extends string>(words: readonly W[], value: unknown): W | undefined =>
  words.find((word) => word === value)

/** The objects of a list, as they are. */
export const objectsIn = (value: unknown): readonly Loose[] => listIn(value, (one) => one)
