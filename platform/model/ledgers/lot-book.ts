import { check } from '@lianke/kernel'
import { textOfUnits, unitsOf } from './ledger-amount.ts'
import type { LotChange, LotState } from './ledger-state.ts'

/** Instants compare as texts; what never ends comes last. */
const endOf = (lot: LotState): string => lot.expires_at ?? '~'

/** Batches and holds of the accounts of a set, as they stand and as the set changes them. */
export class LotBook {
  readonly added = new Set<LotState>()
  readonly changed = new Set<LotState>()
  readonly #scale: number
  readonly #newId: () => string
  readonly #byId: Map<string, LotState>
  readonly #byEntry: Map<string, LotState>
  readonly #ofAccount: Map<string, LotState[]>
  constructor({ lots, scale, newId }: { lots: readonly LotState[]; scale: number; newId: () => string }) {
    this.#scale = scale
    this.#newId = newId
    this.#byId = new Map(lots.map((lot) => [lot.id, lot]))
    this.#byEntry = new Map(lots.map((lot) => [lot.entry, lot]))
    this.#ofAccount = Map.groupBy(lots, (lot) => lot.account)
  }

  holdOf(entry: string): LotState | undefined {
    const lot = this.#byEntry.get(entry)
    return lot?.kind === 'hold' ? lot : undefined
  }

  batchOf(entry: string): LotState | undefined {
    const lot = this.#byEntry.get(entry)
    return lot?.kind === 'batch' ? lot : undefined
  }

  /** Changes what is left of one; answers the change as its entry keeps it. */
  move(lot: LotState, amount: bigint): LotChange {
    lot.remaining += amount
    if (!this.added.has(lot)) this.changed.add(lot)
    return { lot: lot.id, amount: textOfUnits(amount, this.#scale) }
  }

  add(entry: string, account: string, kind: LotState['kind'], amount: bigint, expires_at: string | null): void {
    const lot: LotState = { id: this.#newId(), account, entry, kind, amount, remaining: amount, expires_at }
    this.added.add(lot)
    this.#byId.set(lot.id, lot)
    this.#byEntry.set(entry, lot)
    const others = this.#ofAccount.get(account)
    if (others) others.push(lot)
    else this.#ofAccount.set(account, [lot])
  }

  /** Takes out of batches: the named one first, then what ends first. */
  consume(account: string, amount: bigint, first?: LotState): LotChange[] {
    const open = (this.#ofAccount.get(account) ?? []).filter((lot) => lot.kind === 'batch' && lot.remaining > 0n && lot !== first)
    open.sort((a, b) => (endOf(a) === endOf(b) ? (a.id < b.id ? -1 : 1) : endOf(a) < endOf(b) ? -1 : 1))
    const changes: LotChange[] = []
    let left = amount
    for (const lot of first ? [first, ...open] : open) {
      if (left === 0n) break
      const part = left < lot.remaining ? left : lot.remaining
      if (part > 0n) changes.push(this.move(lot, -part))
      left -= part
    }
    check(left === 0n, 'the batches of an account hold its balance')
    return changes
  }

  /** Puts back what an entry took, batch by batch. */
  giveBack(taken: readonly LotChange[]): LotChange[] {
    return taken.map(({ lot, amount }) => {
      const found = this.#byId.get(lot)
      check(found, 'a batch that was taken from is known')
      return this.move(found, -unitsOf(amount, this.#scale))
    })
  }
}
