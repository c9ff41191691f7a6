import {
  type AmountType,
  check,
  type Fields,
  type LedgerBalance,
  type LedgerDefinition,
  type LedgerEntry,
  type LedgerOptions,
  type LedgerOutcome,
  type LedgerRefusal,
  type OpenLedger,
  refuse,
} from '@lianke/kernel'
import type { Model, ModelLedger } from '../model/model.ts'
import type { Unit } from '../records/unit.ts'
import { amountText, ledgerMax, ledgerScale } from './ledger-amount.ts'
import { ledgerFacts } from './ledger-facts.ts'
import type { AccountState, Move, Outcome } from './ledger-state.ts'
import { accountsOfEntries, type Ask, lockAccounts, makeAccounts, type NamedAccount, readSet, writePlan } from './ledger-store.ts'
import { planMoves } from './plan-moves.ts'
import { readBalances } from './read-balances.ts'
import { type Draft, readFollowing, readPosting } from './read-moves.ts'
import { findUnknown } from './find-unknown.ts'

const plannedAnewMin = 100
/** Rows of one set. */
const ledgerSetMax = 10_000

/** The ledger as the model has it; a definition that no module lists is our own mistake. */
export const ledgerOf = (model: Model, name: string): ModelLedger => {
  const found = model.ledgers.get(name)
  check(found, `ledger ${name} is listed by a module`)
  return found
}

/** The whole set is refused by its first fault; all are named. */
const refuseAll = (refused: readonly LedgerRefusal[]): void => {
  const [first] = refused
  if (!first) return
  refuse(first.code, {
    status: first.code.startsWith('field.') ? 422 : first.code.startsWith('ledger.unknown') ? 404 : 409,
    params: first.params,
    problems: refused.slice(0, 100).map(({ row, code, params }) => ({ path: `/rows/${row}`, code, params })),
  })
}

interface Locked {
  readonly byId: Map<string, AccountState>
  readonly idOf: Map<string, string>
  /** Accounts that cannot be, by key. */
  readonly faults: Map<string, Omit<LedgerRefusal, 'row'>>
}

/** Locks the accounts that a set names or follows; those that are new are made first. */
const lockAll = async (
  unit: Unit,
  ledger: ModelLedger,
  named: readonly NamedAccount[],
  ids: readonly string[],
): Promise<Locked> => {
  const ask: Ask = (statement) => unit.tx.query(statement)
  const unique = new Map(named.map((one) => [one.key, one]))
  // Records before accounts, as those who delete and join them do.
  const faults = await findUnknown(unit, ledger, [...unique.values()], 'holding')
  for (const key of faults.keys()) unique.delete(key)
  const asked = { keys: [...unique.keys()], ids }
  let rows = await lockAccounts(ask, ledger, asked)
  const found = new Set(rows.map((row) => row.key))
  const fresh = [...unique.values()].filter((one) => !found.has(one.key))
  if (fresh.length > 0) {
    for (const [key, fault] of await findUnknown(unit, ledger, fresh, 'all')) faults.set(key, fault)
    const sound = fresh.filter(({ key }) => !faults.has(key))
    if (sound.length > 0) await makeAccounts(unit, ledger, sound)
    rows = await lockAccounts(ask, ledger, asked)
  }
  return { byId: new Map(rows.map((row) => [row.id, row])), idOf: new Map(rows.map((row) => [row.key, row.id])), faults }
}

const outcomeOf = (
  drafts: number,
  outcomes: ReadonlyMap<number, Outcome>,
  refused: readonly LedgerRefusal[],
  text: (units: bigint, account: string) => string,
): LedgerOutcome => ({
  entries: Array.from({ length: drafts }, (_, row): LedgerEntry | null => {
    const found = outcomes.get(row)
    if (!found) return null
    const { id, key, kind, account, amount } = found.entry
    const said = { amount: text(amount, account), balance: text(found.balance, account) }
    const reserved = { held: text(found.held, account), awaited: text(found.awaited, account) }
    return { id, key, kind, account, ...said, ...reserved, repeated: found.repeated }
  }),
  refused: [...refused].sort((a, b) => a.row - b.row),
})

/** Carries a set out: lock, read, judge, write. Every step is one statement, whatever the size of the set. */
const carryOut = async (
  unit: Unit,
  ledger: ModelLedger,
  read: readonly (Draft | Omit<LedgerRefusal, 'row'>)[],
  { partial = false }: LedgerOptions,
): Promise<LedgerOutcome> => {
  if (read.length > ledgerSetMax) refuse('records.too_many', { status: 413, params: { max: ledgerSetMax } })
  const refused = read.flatMap((one, row): LedgerRefusal[] => ('code' in one ? [{ row, ...one }] : []))
  if (!partial) refuseAll(refused)
  // As in records: a plan kept from when the tables were nearly empty reads all of them for every set.
  if (read.length >= plannedAnewMin) await unit.tx.script('set local plan_cache_mode to force_custom_plan')
  const drafts = read.flatMap((one) => ('code' in one ? [] : [one]))
  if (drafts.length === 0) return outcomeOf(read.length, new Map(), refused, () => '')
  const ask: Ask = (statement) => unit.tx.query(statement)
  const followed = [...new Set(drafts.flatMap((draft) => draft.of ?? []))]
  const placeOf = followed.length > 0 ? await accountsOfEntries(ask, ledger, followed) : new Map<string, string>()
  const named = drafts.flatMap((draft) => draft.account ?? [])
  const { byId, idOf, faults } = await lockAll(unit, ledger, named, [...new Set(placeOf.values())])
  const { definition } = ledger
  const batches = definition.batches !== undefined
  const { known, lots } = await readSet(ask, ledger, {
    keys: drafts.map((draft) => draft.key),
    followed,
    accounts: [...byId.keys()],
    all: batches,
    now: unit.now,
  })
  const scale = ledgerScale(definition)
  const moves: Move[] = []
  for (const draft of drafts) {
    // An entry may have moved with its account while we waited (persons were joined): then the caller asks again.
    const account = draft.account ? idOf.get(draft.account.key) : known.get(draft.of ?? '')?.account
    if (account && byId.has(account)) moves.push({ ...draft, account })
    else
      refused.push({
        row: draft.row,
        ...(faults.get(draft.account?.key ?? '') ?? { code: 'ledger.unknown_entry', params: { key: draft.of ?? draft.key } }),
      })
  }
  const plan = planMoves({
    accounts: byId,
    lots,
    known,
    moves,
    batches,
    max: ledgerMax(definition, scale),
    scale,
    now: unit.now,
    newId: unit.id,
  })
  refused.push(...plan.refused)
  if (!partial) refuseAll(refused)
  const currencyOf = (account: string) => byId.get(account)?.currency ?? null
  await writePlan(unit, ledger, plan, currencyOf)
  unit.facts.push(...ledgerFacts(ledger, plan, byId, unit.types.baseCurrency))
  return outcomeOf(read.length, plan.outcomes, refused, (units, account) => amountText(units, scale, currencyOf(account)))
}

/** Ends what is due on these accounts: holds that ran out, batches that expired. */
export const endDue = async (unit: Unit, ledger: ModelLedger, accounts: readonly string[]): Promise<number> => {
  const ask: Ask = (statement) => unit.tx.query(statement)
  const byId = new Map((await lockAccounts(ask, ledger, { keys: [], ids: accounts })).map((row) => [row.id, row]))
  const { lots } = await readSet(ask, ledger, { keys: [], followed: [], accounts: [...byId.keys()], all: false, now: unit.now })
  const { definition } = ledger
  const scale = ledgerScale(definition)
  const plan = planMoves({
    accounts: byId,
    lots,
    known: new Map(),
    moves: [],
    batches: definition.batches !== undefined,
    max: ledgerMax(definition, scale),
    scale,
    now: unit.now,
    newId: unit.id,
  })
  await writePlan(unit, ledger, plan, (account) => byId.get(account)?.currency ?? null)
  unit.facts.push(...ledgerFacts(ledger, plan, byId, unit.types.baseCurrency))
  return plan.entries.length
}

/** One ledger in one unit of work. */
export const openLedger = <A extends Fields, M extends AmountType>(
  unit: Unit,
  definition: LedgerDefinition<A, M>,
): OpenLedger<A, M> => {
  const ledger = ledgerOf(unit.model, definition.name)
  const at = (row: number) => ({ row, now: unit.now, types: unit.types })
  const posting = (kind: 'post' | 'hold'): OpenLedger<A, M>['post'] => {
    return (postings, options = {}) =>
      carryOut(
        unit,
        ledger,
        postings.map((one, row) => readPosting(ledger.definition, kind, one, at(row))),
        options,
      )
  }
  const following = (kind: 'capture' | 'release' | 'reverse'): OpenLedger<A, M>['capture'] => {
    return (acts, options = {}) =>
      carryOut(
        unit,
        ledger,
        acts.map((one, row) => readFollowing(ledger.definition, kind, one, at(row))),
        options,
      )
  }
  return {
    post: posting('post'),
    hold: posting('hold'),
    capture: following('capture'),
    release: following('release'),
    reverse: following('reverse'),
    endDue: (accounts) => endDue(unit, ledger, accounts),
    balances: (accounts, options = {}): Promise<LedgerBalance[]> =>
      readBalances((statement) => unit.tx.query(statement), ledger, unit.types, accounts, options.at),
  }
}
