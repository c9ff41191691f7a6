import { type CommandDefinition, type CommandFields, type Field, type FieldGroup, isGroup, like, madeLike } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'

type Released = (object: ModelObject) => Pick<ModelObject, 'fields'>
/** The fields of the release that the company has otherwise, each with the company's; one that stands in two objects is left alone. */
const laidFields = (objects: Iterable<ModelObject>, released: Released): ReadonlyMap<Field, Field> => {
  const found = new Map<Field, Field>()
  const twice = new Set<Field>()
  for (const object of objects)
    for (const [name, field] of released(object).fields) {
      const laid = object.fields.get(name)
      if (found.has(field)) twice.add(field)
      if (laid) found.set(field, laid)
    }
  return new Map([...found].filter(([field, laid]) => laid !== field && !twice.has(field)))
}

/** The field of an object that a command's field is made like, through all that lies between. */
export const likenessOf = (field: Field): Field => {
  const made = madeLike(field)
  return made ? likenessOf(made.of) : field
}

const relaid = (field: Field, laid: ReadonlyMap<Field, Field>): Field => {
  const made = madeLike(field)
  if (!made) return laid.get(field) ?? field
  const of = relaid(made.of, laid)
  return of === made.of ? field : like(of, made.demands)
}

const layCommandFields = (fields: CommandFields, laid: ReadonlyMap<Field, Field>, makes: boolean): CommandFields => {
  const one = (field: Field): Field => {
    const asked = laid.get(likenessOf(field))?.options.asked
    const next = relaid(field, laid)
    // The act that makes a record asks what its form would ask.
    return makes && asked && !next.options.required ? { ...next, options: { ...next.options, required: true } } : next
  }
  const part = (field: Field | FieldGroup): Field | FieldGroup =>
    isGroup(field)
      ? { ...field, group: Object.fromEntries(Object.entries(field.group).map(([name, inner]) => [name, one(inner)])) }
      : one(field)
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, part(field)]))
}

/** Acts that ask for fields of an object ask for them in the company's words and with its options. Nothing said: the very acts. */
export const layCommands = (
  commands: ReadonlyMap<string, CommandDefinition>,
  objects: Iterable<ModelObject>,
  released: Released,
): ReadonlyMap<string, CommandDefinition> => {
  const all = [...objects]
  const laid = laidFields(all, released)
  if (laid.size === 0) return commands
  const makers = new Set(all.flatMap(({ definition }) => definition.createBy ?? []))
  const touches = (field: Field | FieldGroup): boolean =>
    isGroup(field) ? Object.values(field.group).some(touches) : laid.has(likenessOf(field))
  return new Map(
    [...commands].map(([name, command]) => {
      const { fields } = command
      if (!fields || !Object.values(fields).some(touches)) return [name, command]
      return [name, { ...command, fields: layCommandFields(fields, laid, makers.has(name)) }]
    }),
  )
}
