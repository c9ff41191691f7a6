interface Place {
  readonly object: string
  readonly via: string
  readonly id: string
  readonly beside?: boolean
}
/** A merge as far as it led lists from one person to another. */
export interface PlacesMoved {
  readonly kept: string
  readonly merged_at: string
  readonly undone_at: string | null
  readonly places: readonly Place[]
}

/**
 * Was who stayed named in a list for himself when this merge led it to him? Not where he was named only in the place of another who was one with
 * him by then.
 */
export const ownPlace = (merge: PlacesMoved, place: Place, others: readonly PlacesMoved[]): boolean => {
  if (place.beside !== true) return false
  const then = others.filter(
    ({ kept, merged_at, undone_at }) =>
      kept === merge.kept && merged_at < merge.merged_at && (undone_at === null || undone_at > merge.merged_at),
  )
  const led = then.flatMap((other) =>
    other.places.flatMap((one) =>
      one.object === place.object && one.via === place.via && one.id === place.id && one.beside !== undefined
        ? [{ other, one }]
        : [],
    ),
  )
  return led.length === 0 || led.some(({ other, one }) => ownPlace(other, one, others))
}

/**
 * Was the place that this merge led to who stayed taken away by hand since? It was where a later merge did not find who stayed in the list any
 * more.
 */
export const placeGivenUp = (merge: PlacesMoved, place: Place, others: readonly PlacesMoved[]): boolean =>
  others.some(
    ({ kept, merged_at, places }) =>
      kept === merge.kept &&
      merged_at > merge.merged_at &&
      places.some((one) => one.object === place.object && one.via === place.via && one.id === place.id && one.beside === false),
  )
