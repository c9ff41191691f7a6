import type { FactInput, UnitOfWork } from '@lianke/kernel'

interface Kept {
  readonly value: Promise<unknown>
  /** How many facts the unit had gathered when it was read. */
  readonly at: number
}

/** What a unit of work has read already, until it writes one of the objects that it was read from. */
export const readOnce = (facts: readonly FactInput[]): UnitOfWork['once'] => {
  const kept = new Map<string, Kept>()
  return <T>(key: string, objects: readonly string[], read: () => Promise<T>): Promise<T> => {
    const known = kept.get(key)
    const stands = known && !facts.slice(known.at).some(({ subject }) => subject && objects.includes(subject.object))
    if (stands) return known.value as Promise<T>
    const value = read()
    kept.set(key, { value, at: facts.length })
    value.catch(() => kept.delete(key))
    return value
  }
}
