import type { Label, RecordPath, SelectOption } from '@lianke/kernel'

/** One place of a way. */
export interface Place {
  readonly value: string
  readonly label: string
  /** Behind it, at it, or ahead of it. */
  readonly at: 'done' | 'here' | 'ahead'
  /** What kind of place it is, where places are records (won, lost). */
  readonly kind?: string
}

/** The way as it lies before a record: what is behind it, where it stands, what is ahead. A place that is not of the way stands alone: nothing is ahead of it. */
export const placesOf = (places: readonly Omit<Place, 'at'>[], here: string | null): readonly Place[] => {
  const at = places.findIndex(({ value }) => value === here)
  return places.map((place, index) => ({ ...place, at: at < 0 || index > at ? 'ahead' : index === at ? 'here' : 'done' }))
}

/** States of the usual way, and the one beside it where the record stands there. */
export const statesOnWay = (
  { way = [] }: Pick<RecordPath, 'way'>,
  options: readonly SelectOption[],
  here: string | null,
  say: (label: Label) => string,
): { readonly places: readonly Place[]; readonly beside: SelectOption | null } => {
  const named = way.flatMap((value) => options.filter((option) => option.value === value))
  const off = here !== null && !way.includes(here) ? (options.find(({ value }) => value === here) ?? null) : null
  const places = named.map(({ value, label }) => ({ value, label: say(label) }))
  return { places: placesOf(places, here), beside: off }
}

/** Whole days between two moments. */
export const daysSince = (since: string, now: number): number => Math.max(0, Math.floor((now - Date.parse(since)) / 86_400_000))
