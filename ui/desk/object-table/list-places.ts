interface ListPlace {
  readonly top: number
  readonly at: number
}
/** Where each list was left: scroll and cursor. */
const places = new Map<string, ListPlace>()
export const placeOf = (key: string): ListPlace => places.get(key) ?? { top: 0, at: -1 }
export const keepPlace = (key: string, place: ListPlace): void => void places.set(key, place)
