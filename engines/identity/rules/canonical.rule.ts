interface Aged {
  readonly id: string
  readonly created_at: string
}

/** Of several persons the one that stays: the earliest created, then the smallest id. Any order of merging ends at the same one. */
export const canonicalOf = <P extends Aged>(persons: readonly P[]): P =>
  persons.reduce((best, one) =>
    one.created_at < best.created_at || (one.created_at === best.created_at && one.id < best.id) ? one : best,
  )
