import { fillIn, isObject, oneOf, placesIn, textIn, textsIn, type Outcome, outcomesIn } from '@lianke/kernel'
import { type AskedField, formIn } from './form.rule.ts'

/** What becomes of an item that is late: it ends, its assignee's leader is told, it moves to the leader or to a named colleague. */
const lateWays = ['expire', 'tell_manager', 'to_manager', 'to_colleague'] as const

/** What a step asked when it made an item; a newer version of the step leaves it alone. */
export interface Asked {
  /** The title with its places: whoever reads it has them filled with what they may see of the record. */
  readonly title: string
  readonly instructions: string | null
  readonly outcomes: readonly Outcome[]
  readonly form: readonly AskedField[]
  /** Fields of the record to decide by; none named: those that its lists show. */
  readonly show: readonly string[]
  readonly late: (typeof lateWays)[number]
  readonly late_to: string | null
  readonly fallback: string | null
}

/** What the settings of a step, or the kept column of an item, say. */
export const askedIn = (kept: unknown): Asked => {
  const asked = isObject(kept) ? kept : {}
  return {
    title: textIn(asked.title) ?? '',
    instructions: textIn(asked.instructions),
    outcomes: outcomesIn(asked.outcomes),
    form: formIn(asked.form),
    show: textsIn(asked.show),
    late: oneOf(lateWays, asked.late) ?? 'expire',
    late_to: textIn(asked.late_to),
    fallback: textIn(asked.fallback),
  }
}

/** The title for whoever may read the item and perhaps not the record: what stands in its places is left open. */
export const openTitle = ({ title }: Pick<Asked, 'title'>): string =>
  fillIn(title, Object.fromEntries(placesIn(title).map((place) => [place, '…']))).trim() || '—'
