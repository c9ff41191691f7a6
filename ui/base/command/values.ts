import { type CommandFields, type Row, isObject, objectsIn } from '@lianke/kernel'
import { wireOf } from '../field-types/parts/wire.ts'
import type { CommandRequest } from './target.ts'
import { isGroupField, widgetField } from './target.ts'

export type Values = Record<string, unknown>

const defaultsOf = (fields: CommandFields): Values =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, unknown][] => {
      if (isGroupField(field)) return field.options.open && !field.options.many ? [[name, defaultsOf(field.group)]] : []
      return field.options.default === undefined ? [] : [[name, field.options.default]]
    }),
  )

/** What a dialog starts with: defaults, then values of the record, then what whoever began it knows. */
export const firstValues = ({ command, target, values: known }: CommandRequest): Values => {
  const values = defaultsOf(command.fields)
  const row: Row | undefined = target.kind === 'records' ? target.row : undefined
  for (const [to, from] of Object.entries(command.prefill ?? {})) {
    const given = row?.[from]
    if (given === undefined || given === null) continue
    const [head = '', inner] = to.split('.')
    values[head] = inner ? { ...valuesIn(values[head]), [inner]: given } : given
  }
  return { ...values, ...known }
}

/** The values of a group of inputs. */
export const valuesIn = (value: unknown): Values => (isObject(value) ? { ...value } : {})

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** The form values take on their way to the server; what is empty is left out, a group that is not wanted says so. */
export const wireValues = (fields: CommandFields, values: Values): Values =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, unknown][] => {
      const value = values[name]
      if (isGroupField(field)) {
        if (field.options.many) return isEmpty(value) ? [] : [[name, objectsIn(value).map((one) => wireValues(field.group, one))]]
        return value ? [[name, wireValues(field.group, valuesIn(value))]] : field.options.open ? [[name, null]] : []
      }
      const sent = wireOf(widgetField(field, undefined), value)
      return isEmpty(sent) ? [] : [[name, sent]]
    }),
  )

/** Paths of required inputs that are still empty. */
export const missingInputs = (fields: CommandFields, values: Values, at = ''): string[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const value = values[name]
    const path = at ? `${at}/${name}` : name
    if (isGroupField(field)) {
      if (isEmpty(value)) return field.options.required ? [path] : []
      return field.options.many
        ? objectsIn(value).flatMap((one, index) => missingInputs(field.group, one, `${path}/${index}`))
        : missingInputs(field.group, valuesIn(value), path)
    }
    return field.options.required && isEmpty(value) ? [path] : []
  })
