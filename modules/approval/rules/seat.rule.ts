/** Where an approver stands at a step. */
type SeatStatus = 'waiting' | 'open' | 'approved' | 'rejected' | 'returned' | 'passed' | 'transferred' | 'expired' | 'void'
export const modes = ['all', 'any', 'in_order'] as const
export type Mode = (typeof modes)[number]

/** The place of one approver at a step. */
export interface Seat {
  readonly id: string
  readonly status: SeatStatus
  readonly place: number
  /** The seat that it was added to, and whether it comes before that one or after it. */
  readonly added_to: string | null
  readonly added: 'before' | 'after' | null
}

/** What has become of a step: what was decided (null: nothing yet), and whose turn it is now. */
export interface Verdict {
  readonly outlet: 'approved' | 'rejected' | 'timeout' | null
  readonly opens: readonly string[]
}

const agreed: ReadonlySet<SeatStatus> = new Set(['approved', 'passed'])
const gone: ReadonlySet<SeatStatus> = new Set(['transferred', 'void'])

/** Judges a step by where its approvers stand. Pure: asked again after every answer. */
export const judgeSeats = (all: readonly Seat[], mode: Mode): Verdict => {
  const seats = all.filter(({ status }) => !gone.has(status)).toSorted((a, b) => a.place - b.place)
  const byId = new Map(seats.map((seat) => [seat.id, seat]))
  // One that was added to somebody who is there no more is on its own.
  const parentOf = (seat: Seat) => byId.get(seat.added_to ?? '') ?? null
  const addedTo = Map.groupBy(seats, (seat) => parentOf(seat)?.id ?? '')
  const settled = (seat: Seat): boolean => agreed.has(seat.status) && (addedTo.get(seat.id) ?? []).every(settled)
  const mains = addedTo.get('') ?? []
  if (seats.some(({ status }) => status === 'rejected')) return { outlet: 'rejected', opens: [] }
  if (mode === 'any' ? mains.some(settled) : mains.every(settled)) return { outlet: 'approved', opens: [] }
  const mayOpen = (seat: Seat): boolean => {
    const own = addedTo.get(seat.id) ?? []
    if (!own.every((one) => one.added !== 'before' || settled(one))) return false
    const parent = parentOf(seat)
    if (parent) return seat.added === 'before' || agreed.has(parent.status)
    return mode !== 'in_order' || mains.every((one) => one.place >= seat.place || settled(one))
  }
  const opens = seats.filter((seat) => seat.status === 'waiting' && mayOpen(seat)).map(({ id }) => id)
  // Where one is enough, others may still answer; where nobody is left who could, the time is up for all.
  const late = seats.some(({ status }) => status === 'expired')
  const goesOn = opens.length > 0 || seats.some(({ status }) => status === 'open')
  return late && (mode !== 'any' || !goesOn) ? { outlet: 'timeout', opens: [] } : { outlet: null, opens }
}
