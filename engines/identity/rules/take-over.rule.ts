import { canonicalOf } from './canonical.rule.ts'
import { survivingFields } from './survive.rule.ts'

/** A person as a row of columns, as far as merging must know it. */
export interface PersonRow extends Record<string, unknown> {
  readonly id: string
  readonly created_at: string
  readonly do_not_merge: string[] | null
}
export interface Taken {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}
export interface TakenOver {
  /** Columns of the kept person that are other than before. */
  readonly values: Readonly<Record<string, unknown>>
  /** What each of the others gave, by its id. */
  readonly taken: ReadonlyMap<string, readonly Taken[]>
}

/** What the kept person takes over from those who go, oldest first, so that any order of arriving ends with the same fields. */
export const takeOver = (kept: PersonRow, gone: readonly PersonRow[]): TakenOver => {
  const taken = new Map<string, readonly Taken[]>()
  let full = kept
  for (const next = [...gone]; next.length > 0; ) {
    const one = canonicalOf(next)
    next.splice(next.indexOf(one), 1)
    const given = survivingFields(full, one)
    const apart = [...new Set([...(full.do_not_merge ?? []), ...(one.do_not_merge ?? [])])]
    taken.set(
      one.id,
      Object.entries(given).map(([field, to]) => ({ field, from: full[field] ?? null, to })),
    )
    full = { ...full, ...given, do_not_merge: apart.length > 0 ? apart : full.do_not_merge }
  }
  return { values: Object.fromEntries(Object.entries(full).filter(([field, value]) => value !== kept[field])), taken }
}
