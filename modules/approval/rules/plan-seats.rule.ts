/** What a step does where it has no approver: it passes, an administrator or a named person decides. */
export const emptyWays = ['pass', 'administrator', 'person'] as const
/** What becomes of an approver who is the submitter: passes by itself, the superior decides, or decides all the same. */
export const sameWays = ['superior', 'pass', 'decide'] as const
/** Whether somebody who agreed before is asked again: each time, not again at all, not by two steps after one another. */
export const repeatWays = ['each', 'first', 'consecutive'] as const

export type Why = 'empty' | 'same' | 'repeat' | 'administrator' | 'fallback' | 'superior' | 'away'
/** A place at a step as it begins. */
export interface PlannedSeat {
  readonly approver: string | null
  readonly instead_of: string | null
  readonly status: 'waiting' | 'passed'
  readonly why: Why | null
}
/** What a step says of those edges. */
export interface EdgeRules {
  readonly empty: (typeof emptyWays)[number]
  readonly fallback: string | null
  readonly same: (typeof sameWays)[number]
  readonly repeat: (typeof repeatWays)[number]
}
/** What is known when a request comes to a step. */
export interface Circumstances {
  readonly submitter: string | null
  /** Whoever leads the submitter. */
  readonly superior: string | null
  /** Who agreed at steps before, and at the last one. */
  readonly agreed: ReadonlySet<string>
  readonly agreedLast: ReadonlySet<string>
  readonly administrators: readonly string[]
  /** Who decides while somebody is away; the same person where he is there. */
  readonly standIn: (id: string) => string
}

interface Wanted {
  readonly approver: string
  readonly why: Why | null
}
const once = (wanted: readonly Wanted[]): readonly Wanted[] => {
  const seen = new Set<string>()
  return wanted.filter(({ approver }) => !seen.has(approver) && seen.add(approver))
}
const named = (ids: readonly string[], why: Why | null): readonly Wanted[] => ids.map((approver) => ({ approver, why }))

/** Who is asked in place of nobody; null: the step passes. */
const insteadOfNobody = ({ empty, fallback }: EdgeRules, { administrators }: Circumstances): readonly Wanted[] | null => {
  if (empty === 'pass') return null
  if (empty === 'person') return fallback === null ? [] : named([fallback], 'fallback')
  return named(administrators.slice(0, 1), 'administrator')
}

/** The places of a step, in order. None: nobody can be asked, and it must not pass. */
export const planSeats = (approvers: readonly string[], rules: EdgeRules, facts: Circumstances): readonly PlannedSeat[] => {
  const { submitter, superior } = facts
  const wanted = once(
    named(approvers, null).flatMap((one): readonly Wanted[] => {
      if (one.approver !== submitter || rules.same !== 'superior') return [one]
      return superior === null ? [] : [{ approver: superior, why: 'superior' }]
    }),
  )
  const asked = wanted.length > 0 ? wanted : insteadOfNobody(rules, facts)
  if (asked === null) return [{ approver: null, instead_of: null, status: 'passed', why: 'empty' }]
  const before = rules.repeat === 'first' ? facts.agreed : rules.repeat === 'consecutive' ? facts.agreedLast : new Set<string>()
  return asked.map(({ approver, why }): PlannedSeat => {
    if (approver === submitter && rules.same === 'pass') return { approver, instead_of: null, status: 'passed', why: 'same' }
    if (before.has(approver)) return { approver, instead_of: null, status: 'passed', why: 'repeat' }
    const standIn = facts.standIn(approver)
    return standIn === approver || standIn === submitter
      ? { approver, instead_of: null, status: 'waiting', why }
      : { approver: standIn, instead_of: approver, status: 'waiting', why: 'away' }
  })
}
