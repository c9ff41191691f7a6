/** What names an object, a command or an event: its definition (what the compiler and the walls follow), or its name where the world says it. */
export type Named = string | { readonly name: string }

/** The name that travels in data. */
export const nameOf = (of: Named): string => (typeof of === 'string' ? of : of.name)

/** Endings of the facts that a record's own life tells. */
export type RecordChange = 'created' | 'updated' | 'deleted' | 'restored'

/** Name of the fact that a change of an object's record tells: `told(person, 'created')` is `customer.person.created`. */
export const told = (object: Named, change: RecordChange): string => `${nameOf(object)}.${change}`
