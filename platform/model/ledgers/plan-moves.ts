import { check } from '@lianke/kernel'
import { textOfUnits } from './ledger-amount.ts'
import { LotBook } from './lot-book.ts'
import type { AccountState, EntryState, LotChange, LotState, Move, NewEntry, Outcome, Plan } from './ledger-state.ts'

interface PlanGiven {
  readonly accounts: ReadonlyMap<string, AccountState>
  readonly lots: readonly LotState[]
  /** Entries that the set names, by key: those it repeats and those it follows. */
  readonly known: ReadonlyMap<string, EntryState>
  readonly moves: readonly Move[]
  readonly batches: boolean
  readonly max: bigint
  readonly scale: number
  readonly now: string
  readonly newId: () => string
}
/** What one entry does to its account. */
interface Change {
  readonly amount: bigint
  readonly held: bigint
  readonly awaited: bigint
}
interface Fault {
  readonly code: string
  readonly params: Record<string, unknown>
}
interface Followed {
  readonly entry: EntryState
  readonly hold: LotState | null
}
const size = (value: bigint): bigint => (value < 0n ? -value : value)
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b)
const isFault = (found: object | null): found is Fault => found !== null && 'code' in found
/** What ends when a hold of this much does. */
const freedOf = (left: bigint): Pick<Change, 'held' | 'awaited'> => ({
  held: left < 0n ? left : 0n,
  awaited: left > 0n ? -left : 0n,
})

class Planner {
  readonly given: PlanGiven
  readonly book: LotBook
  readonly entries: NewEntry[] = []
  readonly changedAccounts = new Set<AccountState>()
  readonly outcomes = new Map<number, Outcome>()
  readonly written = new Map<string, NewEntry>()
  /** Entries that this set settled or took back. */
  readonly answered = new Set<string>()
  constructor(given: PlanGiven) {
    this.given = given
    this.book = new LotBook(given)
  }

  text = (units: bigint): string => textOfUnits(units, this.given.scale)

  account(id: string): AccountState {
    const account = this.given.accounts.get(id)
    check(account, 'the account of a move is locked')
    return account
  }

  /** Writes one entry and moves its account. */
  enter(
    entry: Pick<NewEntry, 'kind' | 'key' | 'of' | 'account' | 'expires_at' | 'occurred_at' | 'memo'>,
    { amount, held, awaited }: Change,
    lots: (id: string) => readonly LotChange[] = () => [],
  ): NewEntry {
    const account = this.account(entry.account)
    account.balance += amount
    account.held += held
    account.awaited += awaited
    this.changedAccounts.add(account)
    const { kind, key, of, expires_at, occurred_at, memo } = entry
    const id = this.given.newId()
    const made = { id, kind, key, of, account: account.id, amount, held, awaited, balance: account.balance }
    const whole: NewEntry = { ...made, lots: lots(id), expires_at, occurred_at, memo }
    this.entries.push(whole)
    this.written.set(key, whole)
    return whole
  }

  /** What is due ends before anything is judged: holds let go, batches expire as far as nothing is held out of them. */
  expire(lot: LotState): void {
    const { given, book } = this
    const account = given.accounts.get(lot.account)
    if (!account || lot.remaining === 0n || lot.expires_at === null || lot.expires_at > given.now) return
    const base = {
      key: `expire:${given.newId()}`,
      account: lot.account,
      expires_at: null,
      occurred_at: lot.expires_at,
      memo: null,
    }
    if (lot.kind === 'hold') {
      this.enter({ ...base, kind: 'release', of: lot.entry }, { amount: 0n, ...freedOf(lot.remaining) })
      this.answered.add(lot.entry)
      book.move(lot, -lot.remaining)
      return
    }
    const free = account.balance - account.held
    const part = lot.remaining < free ? lot.remaining : free
    if (part > 0n)
      this.enter({ ...base, kind: 'expire', of: null }, { amount: -part, held: 0n, awaited: 0n }, () => [book.move(lot, -part)])
  }

  /** Would this change break a limit? What moves away from a limit that is broken already is always allowed. */
  limitFault(account: AccountState, change: Change, { floor, ceiling }: Move): Fault | null {
    const { batches, max } = this.given
    const after = {
      balance: account.balance + change.amount,
      held: account.held + change.held,
      awaited: account.awaited + change.awaited,
    }
    const params = { account: account.id }
    const most = larger(size(after.balance), larger(after.held, after.awaited))
    if (most > max) return { code: 'ledger.overflow', params: { ...params, over: this.text(most - max) } }
    const [free, before] = [after.balance - after.held, account.balance - account.held]
    const low = batches ? larger(floor ?? 0n, 0n) : floor
    if (low !== null && free < before && free < low)
      return {
        code: 'ledger.below_floor',
        params: { ...params, available: this.text(larger(before - low, 0n)), short: this.text(low - free) },
      }
    const [top, topBefore] = [after.balance + after.awaited, account.balance + account.awaited]
    if (ceiling !== null && top > topBefore && top > ceiling)
      return {
        code: 'ledger.above_ceiling',
        params: { ...params, ceiling: this.text(ceiling), over: this.text(top - ceiling) },
      }
    return null
  }

  /** The entry that a move names, if it may still be settled or taken back. */
  follow(move: Move): Followed | Fault {
    const params = { key: move.of ?? '' }
    const entry = move.of === null ? undefined : this.given.known.get(move.of)
    if (!entry) return { code: 'ledger.unknown_entry', params }
    const done = this.answered.has(entry.id) || entry.answered !== null
    if (move.kind === 'reverse') {
      if (done) return { code: 'ledger.reversed_already', params }
      const may = entry.kind === 'post' || entry.kind === 'capture'
      return may ? { entry, hold: null } : { code: 'ledger.not_reversible', params }
    }
    if (entry.kind !== 'hold') return { code: 'ledger.not_a_hold', params }
    const hold = this.book.holdOf(entry.id)
    return done || !hold || hold.remaining === 0n ? { code: 'ledger.hold_settled', params } : { entry, hold }
  }

  changeOf(move: Move, followed: Followed | null): Change | Fault {
    const amount = move.amount ?? 0n
    if (move.kind === 'post') return { amount, held: 0n, awaited: 0n }
    if (move.kind === 'hold') return { amount: 0n, held: larger(-amount, 0n), awaited: larger(amount, 0n) }
    if (move.kind === 'reverse') return { amount: -(followed?.entry.amount ?? 0n), held: 0n, awaited: 0n }
    const left = followed?.hold?.remaining ?? 0n
    if (move.kind === 'release') return { amount: 0n, ...freedOf(left) }
    const taken = move.amount ?? left
    if (taken < 0n !== left < 0n || size(taken) > size(left))
      return { code: 'ledger.over_hold', params: { key: move.of ?? '', held: this.text(left), wanted: this.text(taken) } }
    return { amount: taken, ...freedOf(left) }
  }

  /** Debits take from batches, credits make one, what comes back goes to where it was taken. */
  moveBatches(move: Move, { amount }: Change, followed: Followed | null, id: string): readonly LotChange[] {
    const { book } = this
    if (!this.given.batches || amount === 0n) return []
    const back = move.kind === 'reverse' ? (followed?.entry ?? null) : null
    if (amount < 0n) return book.consume(move.account, -amount, back ? book.batchOf(back.id) : undefined)
    if (back) return book.giveBack(back.lots)
    book.add(id, move.account, 'batch', amount, move.expires_at)
    return []
  }

  sameContent(move: Move, entry: NewEntry | EntryState): boolean {
    if (move.kind !== entry.kind) return false
    if (move.of !== null)
      return this.given.known.get(move.of)?.id === entry.of && (move.amount === null || move.amount === entry.amount)
    const amount = move.kind === 'hold' ? entry.awaited - entry.held : entry.amount
    return move.account === entry.account && move.amount === amount && move.expires_at === entry.expires_at
  }

  /** Judges one move and writes it; answers why not. */
  judge(move: Move): Fault | null {
    const account = this.account(move.account)
    const before = this.written.get(move.key) ?? this.given.known.get(move.key)
    if (before) {
      if (!this.sameContent(move, before)) return { code: 'ledger.key_taken', params: { key: move.key } }
      const { held, awaited } = account
      this.outcomes.set(move.row, { entry: before, balance: before.balance, held, awaited, repeated: true })
      return null
    }
    const followed = move.of === null ? null : this.follow(move)
    if (isFault(followed)) return followed
    const change = this.changeOf(move, followed)
    if (isFault(change)) return change
    const fault = this.limitFault(account, change, move)
    if (fault) return fault
    const made = this.enter({ ...move, of: followed?.entry.id ?? null }, change, (id) =>
      this.moveBatches(move, change, followed, id),
    )
    if (move.kind === 'hold') this.book.add(made.id, account.id, 'hold', move.amount ?? 0n, move.expires_at)
    if (followed) this.answered.add(followed.entry.id)
    if (followed?.hold) this.book.move(followed.hold, -followed.hold.remaining)
    const { balance, held, awaited } = account
    this.outcomes.set(move.row, { entry: made, balance, held, awaited, repeated: false })
    return null
  }
}

/** Judges the moves of a set one after another over locked accounts. Pure: the same state and moves give the same entries. */
export const planMoves = (given: PlanGiven): Plan => {
  const planner = new Planner(given)
  for (const kind of ['hold', 'batch'] as const) for (const lot of given.lots) if (lot.kind === kind) planner.expire(lot)
  const refused = given.moves.flatMap((move) => {
    const fault = planner.judge(move)
    return fault ? [{ row: move.row, ...fault }] : []
  })
  return {
    entries: planner.entries,
    newLots: [...planner.book.added],
    changedLots: [...planner.book.changed],
    changedAccounts: [...planner.changedAccounts],
    outcomes: planner.outcomes,
    refused,
  }
}
