import { isObject } from '@lianke/kernel'

/** What a JSON Schema of an object says of each of its members, by name. */
export const membersOf = (schema: object): Record<string, object> => {
  const properties = 'properties' in schema ? schema.properties : null
  const members: Record<string, object> = {}
  if (isObject(properties)) for (const [name, member] of Object.entries(properties)) if (isObject(member)) members[name] = member
  return members
}
