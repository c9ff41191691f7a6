import { check, type CommandDefinition, type Field, type ObjectDefinition } from '@lianke/kernel'

/** Lines of a whole: the object they are records of, and its reference to the whole. */
export interface Part {
  readonly name: string
  readonly object: string
  readonly via: string
  /** Field that keeps their order, where the object has one. */
  readonly position: string | null
}
/** The other side: what a record is a part of, and under which name. */
export interface Whole {
  readonly object: string
  readonly via: string
  readonly part: string
}

const positionField = 'position'

/** Which objects are parts of which, from both sides. A custom object that says `partOf` is a part under its own noun. Throws when a part has no way to its whole. */
export const partsOf = (
  definitions: readonly ObjectDefinition[],
): { parts: ReadonlyMap<string, ReadonlyMap<string, Part>>; wholes: ReadonlyMap<string, Whole> } => {
  const parts = new Map<string, Map<string, Part>>()
  const wholes = new Map<string, Whole>()
  const put = (whole: string, name: string, definition: ObjectDefinition) => {
    const { partOf } = definition
    check(partOf?.object === whole, `${definition.name} is a part of ${whole} and says by which reference`)
    check(!wholes.has(definition.name), `${definition.name} is a part once`)
    check(!definition.follows, `${definition.name} is a part: what follows from other records is asked of its whole`)
    const position = positionField in definition.fields ? positionField : null
    const known = parts.get(whole) ?? new Map<string, Part>()
    parts.set(whole, known.set(name, { name, object: definition.name, via: partOf.reference, position }))
    wholes.set(definition.name, { object: whole, via: partOf.reference, part: name })
  }
  for (const definition of definitions)
    for (const [name, part] of Object.entries(definition.parts ?? {})) put(definition.name, name, part)
  for (const definition of definitions)
    if (definition.custom && definition.partOf) put(definition.partOf.object, definition.name.split('.')[1] ?? '', definition)
  return { parts, wholes }
}

/** For every field that only commands write, the commands that say they write it; those offered on the object where none says so. */
export const commandsThatWrite = (
  definition: ObjectDefinition,
  commands: readonly CommandDefinition[],
): ReadonlyMap<string, readonly string[]> =>
  new Map(
    Object.keys(definition.written ?? {}).map((field) => {
      const own = commands.filter(
        ({ on, writes }) =>
          writes?.includes(`${definition.name}.${field}`) || (on === definition.name && writes?.includes(field)),
      )
      const found = own.length > 0 ? own : commands.filter(({ on }) => on === definition.name)
      return [field, found.map(({ name }) => name)] as const
    }),
  )

/** The act that makes a company's records takes the fields the company added, as the object's own form would. */
export const withOwnFields = (
  commands: ReadonlyMap<string, CommandDefinition>,
  objects: Iterable<{ readonly definition: ObjectDefinition; readonly fields: ReadonlyMap<string, Field> }>,
): ReadonlyMap<string, CommandDefinition> => {
  const all = new Map(commands)
  for (const { definition, fields } of objects) {
    const command = definition.createBy ? all.get(definition.createBy) : undefined
    const own = [...fields].filter(([name, { options }]) => name.startsWith('c_') && !options.readOnly)
    if (command && own.length > 0)
      all.set(command.name, { ...command, fields: { ...command.fields, ...Object.fromEntries(own) } })
  }
  return all
}
