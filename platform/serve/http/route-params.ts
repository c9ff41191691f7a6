import { isObject, textIn } from '@lianke/kernel'

interface Asked {
  readonly params: unknown
  readonly query: unknown
}

/** A named part of a route's path; the route has it, so that it is never missing. */
export const paramOf = ({ params }: Pick<Asked, 'params'>, name: string): string =>
  (isObject(params) && textIn(params[name])) || ''

/** What stands behind the question mark, by name; whatever it is. */
export const askedOf = ({ query }: Pick<Asked, 'query'>): Record<string, unknown> => (isObject(query) ? { ...query } : {})
