import { textsIn } from '@lianke/kernel'

const keptMax = 12
const keyOf = (kind: string): string => `lianke.lately.${kind}`

/** Smaller is nearer to what is typed: the very name, one that begins so, any other. */
export const nearness = (name: string, typed: string): number => {
  const [said, wanted] = [name.toLowerCase(), typed.trim().toLowerCase()]
  return wanted === '' || said === wanted ? 0 : said.startsWith(wanted) ? 1 : 2
}

/** What was chosen last of a kind on this device, the newest first: it is offered first the next time. */
export const latelyChosen = (kind: string): readonly string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(kind)) ?? '[]')
    return textsIn(kept)
  } catch {
    // Somebody else's text under our key is as good as none.
    return []
  }
}
export const rememberChosen = (kind: string, chosen: readonly string[]): void =>
  localStorage.setItem(keyOf(kind), JSON.stringify([...new Set([...chosen, ...latelyChosen(kind)])].slice(0, keptMax)))

/** Sorted by how lately they were chosen; what never was stays in its order behind. */
export const latelyFirst = <T>(kind: string, items: readonly T[], keyOfItem: (item: T) => string): readonly T[] => {
  const place = new Map(latelyChosen(kind).map((key, index) => [key, index]))
  const at = (item: T) => place.get(keyOfItem(item)) ?? keptMax
  return items.toSorted((a, b) => at(a) - at(b))
}
