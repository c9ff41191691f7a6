import { type Filling, placesIn, textIn, type UnitOfWork } from '@lianke/kernel'
import { askedIn } from '../rules/asked.rule.ts'

/** The record an item is about, and what was asked of it. */
export interface About {
  readonly subject_object: string
  readonly subject: string
  readonly asked: unknown
}

/** What fills the places of the titles of items, before anybody's eyes; null where there are none. A statement per object. */
export const fillingsOf = async (work: UnitOfWork, items: readonly About[]): Promise<readonly (Filling | null)[]> => {
  const places = items.map(({ asked }) => placesIn(askedIn(asked).title))
  const rows = new Map<string, Readonly<Record<string, unknown>>>()
  const filled = items.map((item, at) => ({ ...item, places: places[at] ?? [] })).filter((item) => item.places.length > 0)
  for (const [object, some] of Map.groupBy(filled, (item) => item.subject_object)) {
    if (work.objects(({ name }) => name === object).length === 0) continue
    const ids = [...new Set(some.map(({ subject }) => subject))]
    const fields = [...new Set(some.flatMap((item) => item.places))]
    for (const [id, row] of await work.system.records.find(object, ids, { fields })) rows.set(id, row)
  }
  return items.map(({ subject_object: object, subject }, at) => {
    const own = places[at] ?? []
    const row = rows.get(subject)
    return own.length === 0 ? null : { object, values: Object.fromEntries(own.map((place) => [place, sayable(row?.[place])])) }
  })
}
/** References are told by what they are called, where they say it. */
const sayable = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'title' in value ? textIn(value.title) : value
