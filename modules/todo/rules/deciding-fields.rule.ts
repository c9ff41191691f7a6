import type { ObjectDefinition } from '@lianke/kernel'

const shownMax = 3
/** What somebody decides by, the most telling first. */
const telling = ['money', 'percent', 'decimal', 'select', 'date', 'datetime', 'reference', 'integer', 'text']

/** The two or three fields of a record that somebody decides by: those that the step names, else the most telling of its lists. */
export const decidingFields = (
  { fields, title, person }: Pick<ObjectDefinition, 'fields' | 'title' | 'person'>,
  named: readonly string[],
): readonly string[] => {
  const known = named.filter((name) => name in fields)
  if (known.length > 0) return known.slice(0, shownMax)
  return Object.entries(fields)
    .filter(
      ([name, { type, options }]) =>
        options.inList && !options.hidden && name !== title && name !== person && telling.includes(type),
    )
    .toSorted(([, a], [, b]) => telling.indexOf(a.type) - telling.indexOf(b.type))
    .slice(0, shownMax)
    .map(([name]) => name)
}
