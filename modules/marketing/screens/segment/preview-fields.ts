import type { Filter } from '@lianke/kernel'

/** Fields of the person that a tree asks about, in order and once each: their values are the proof of a match. */
export const personFieldsOf = (filter: Filter | null, max: number): string[] => {
  const found = new Set<string>()
  const walk = (node: Filter): void => {
    if ('and' in node) node.and.forEach(walk)
    else if ('or' in node) node.or.forEach(walk)
    else if ('not' in node) walk(node.not)
    else if ('field' in node) found.add(node.field)
  }
  if (filter) walk(filter)
  return [...found].filter((field) => field !== 'name' && field !== 'id').slice(0, max)
}
