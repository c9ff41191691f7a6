import { type Filter, personObject } from '@lianke/kernel'

/** Records beyond a person that a condition reads, and how the persons whom they concern are asked for. */
export interface Watch {
  readonly object: string
  /** Fields of those records that count. */
  readonly fields: ReadonlySet<string>
  /** Persons who lead to one of these records. */
  readonly persons: (ids: readonly string[]) => Filter
}
/** The object that a field of an object leads to; undefined: it leads nowhere. */
type LeadsTo = (object: string, field: string) => string | undefined

/** What a condition over persons reads through references, of persons and of records that belong to them. */
export const watchesOf = (filter: Filter, leadsTo: LeadsTo): Watch[] => {
  const watches: Watch[] = []
  const walk = (node: Filter, object: string, persons: (inner: Filter) => Filter): void => {
    if ('and' in node) for (const one of node.and) walk(one, object, persons)
    else if ('or' in node) for (const one of node.or) walk(one, object, persons)
    else if ('not' in node) walk(node.not, object, persons)
    else if ('field' in node) watches.push(...watchesOfPath(node.field, object, { leadsTo, persons }))
    else if ('child' in node && node.where)
      walk(node.where, node.child, (where) => persons({ child: node.child, via: node.via, where }))
  }
  walk(filter, personObject, (inner) => inner)
  return watches
}

const watchesOfPath = (
  path: string,
  object: string,
  { leadsTo, persons }: { readonly leadsTo: LeadsTo; readonly persons: (inner: Filter) => Filter },
): Watch[] => {
  const names = path.split('.')
  const watches: Watch[] = []
  let at = object
  for (const [index, name] of names.slice(0, -1).entries()) {
    const to = leadsTo(at, name)
    if (to === undefined) return watches
    const field = names.slice(0, index + 1).join('.')
    watches.push({
      object: to,
      fields: new Set([names[index + 1] ?? '']),
      persons: (ids) => persons({ field, op: 'in', value: ids }),
    })
    at = to
  }
  return watches
}
