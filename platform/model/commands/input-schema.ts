import { type CommandDefinition, type CommandFields, type Field, type FieldGroup, fieldTypes, isGroup } from '@lianke/kernel'
import { z } from 'zod'

type Schema = Record<string, unknown>
const groupMax = 200

const orNull = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] })
const titled = (schema: object, { label, options }: Field | FieldGroup): Schema => ({
  ...schema,
  title: label.en,
  description: label.zh,
  ...('default' in options && options.default !== undefined ? { default: options.default } : {}),
})

const schemaOfField = (field: Field | FieldGroup): Schema => {
  const { required } = field.options
  const open = (schema: object) => titled(required ? schema : orNull(schema), field)
  if (!isGroup(field)) return open(fieldTypes[field.type].schema(field.options).write)
  const one = schemaOfFields(field.group)
  return open(field.options.many ? { type: 'array', items: one, maxItems: field.options.max ?? groupMax } : one)
}

const schemaOfFields = (fields: CommandFields): { properties: Record<string, Schema>; required: string[] } & Schema => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schemaOfField(field)])),
  required: Object.entries(fields).flatMap(([name, { options }]) =>
    options.required && !('default' in options && options.default !== undefined) ? [name] : [],
  ),
  additionalProperties: false,
})

const made = new WeakMap<object, Schema>()
/** JSON Schema of what a command is given, read off its fields and its program's input; made once per definition. */
export const inputSchemaOf = (command: Pick<CommandDefinition, 'fields' | 'input'>): Schema => {
  const known = made.get(command)
  if (known) return known
  const { $schema: _, ...own } = z.toJSONSchema(command.input, { unrepresentable: 'any', io: 'input' }) as Schema
  const { properties, required, type, additionalProperties } = schemaOfFields(command.fields ?? {})
  const more = (own.properties ?? {}) as Record<string, object>
  // What both name is read by the program's input, but is called as the field is.
  const both = Object.entries(more).map(([name, schema]) => {
    const field = command.fields?.[name]
    return [name, field ? titled(schema, field) : schema] as const
  })
  const needed = [...required.filter((name) => !(name in more)), ...(Array.isArray(own.required) ? own.required.map(String) : [])]
  const schema = {
    type,
    additionalProperties,
    properties: { ...properties, ...Object.fromEntries(both) },
    ...(needed.length > 0 ? { required: needed } : {}),
  }
  made.set(command, schema)
  return schema
}
