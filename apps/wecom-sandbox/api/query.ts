import { isObject } from '@lianke/kernel/plain'

/** What stands behind the question mark: texts by name; the last of several with one name counts. */
export const queryOf = ({ query }: { readonly query: unknown }): Record<string, string> =>
  isObject(query)
    ? Object.fromEntries(
        Object.entries(query).map(([name, value]) => [name, String(Array.isArray(value) ? value.at(-1) : value)]),
      )
    : {}
