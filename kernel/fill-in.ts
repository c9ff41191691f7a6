/**
 * Values for the places (`{name}`) of the texts beside it, and the object they were read from. A text for other eyes travels unfilled:
 * whoever sends it to the customer fills in what is true, whoever shows it to a colleague what that colleague may see.
 */
export interface Filling {
  readonly object: string
  readonly values: Readonly<Record<string, unknown>>
}

const place = /\{([a-z][a-z0-9_]{0,47})\}/g

/** Names of the places of a text. */
export const placesIn = (template: string): string[] => [
  ...new Set([...template.matchAll(place)].map((match) => match[1] as string)),
]

/** A text with its places filled; what is unknown becomes nothing. */
export const fillIn = (template: string, values: Readonly<Record<string, unknown>> | undefined): string =>
  template.replace(place, (_all, name: string) => String(values?.[name] ?? ''))

const isMember = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const fillingOf = (fill: unknown): Filling | null =>
  isMember(fill) && typeof fill.object === 'string' && isMember(fill.values) ? { object: fill.object, values: fill.values } : null

/** Content whose texts are filled from the `fill` beside them, which is left out. `shown` says what of the values may be told. */
export const filledContent = (
  content: Readonly<Record<string, unknown>>,
  shown: (filling: Filling) => Readonly<Record<string, unknown>> = ({ values }) => values,
): Record<string, unknown> => {
  const { fill, ...rest } = content
  const filling = fillingOf(fill)
  if (!filling) return { ...content }
  const values = shown(filling)
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, typeof value === 'string' ? fillIn(value, values) : value]),
  )
}
