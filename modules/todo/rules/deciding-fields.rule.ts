import { type Field, type ObjectDefinition, traitsOf } from '@lianke/kernel'

const shownMax = 3
/** How telling a field is: amounts first, then what it is of, then when; the rest says nothing at a glance. */
const rankOf = (field: Field): number => ['measure', 'dimension', 'time'].indexOf(traitsOf(field).report)

/** The two or three fields of a record that somebody decides by: those that the step names, else the most telling of its lists. */
export const decidingFields = (
  { fields, title, person }: Pick<ObjectDefinition, 'fields' | 'title' | 'person'>,
  named: readonly string[],
): readonly string[] => {
  const known = named.filter((name) => name in fields)
  if (known.length > 0) return known.slice(0, shownMax)
  return Object.entries(fields)
    .filter(
      ([name, field]) => field.options.inList && !field.options.hidden && name !== title && name !== person && rankOf(field) >= 0,
    )
    .toSorted(([, a], [, b]) => rankOf(a) - rankOf(b))
    .slice(0, shownMax)
    .map(([name]) => name)
}
