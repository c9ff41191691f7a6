/** Ids of the list last seen per object, so that a record page can step to the next one. */
const lists = new Map<string, readonly string[]>()
export const listNeighbours = (object: string, ids: readonly string[]): void => void lists.set(object, ids)
export const neighboursOf = (object: string, id: string): { readonly previous: string | null; readonly next: string | null } => {
  const ids = lists.get(object) ?? []
  const at = ids.indexOf(id)
  return { previous: at > 0 ? (ids[at - 1] ?? null) : null, next: at >= 0 ? (ids[at + 1] ?? null) : null }
}
