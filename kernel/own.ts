/** An entry of a table by a name from outside: `constructor` and its like, which every object inherits, are no entries. */
export const own = <T>(table: Readonly<Record<string, T>>, name: unknown): T | undefined =>
  typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined
