import {
  fieldTypes,
  type Following,
  type LedgerDefinition,
  type LedgerRefusal,
  type Posting,
  type TypeContext,
} from '@lianke/kernel'
import { countsIn, currencyOf, ledgerScale, readAmount, unitsOf } from './ledger-amount.ts'
import type { NamedAccount } from './ledger-store.ts'
import type { Move } from './ledger-state.ts'

/** A row of a set that was read: its account is named, not yet found. */
export interface Draft extends Omit<Move, 'account'> {
  readonly account: NamedAccount | null
}
type Fault = Omit<LedgerRefusal, 'row'>

const isFault = (found: object): found is Fault => 'code' in found
const keyMax = 200
const memoMax = 500

/** An account as a module names it, in the form that is stored and compared. */
const readAccount = (
  definition: LedgerDefinition,
  given: Readonly<Record<string, unknown>>,
  currency: string | null,
  types: TypeContext,
): NamedAccount | Fault => {
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(given))
    if (!(name in definition.account) && name !== 'currency') return { code: 'field.unknown', params: { field: name } }
  for (const [name, field] of Object.entries(definition.account)) {
    const found = fieldTypes[field.type].normalise(given[name] ?? null, field.options, types)
    if ('problem' in found) return { code: found.problem, params: { field: name, ...found.params } }
    if (found.value === null && field.options.required) return { code: 'field.required', params: { field: name } }
    values[name] = found.value
  }
  if (Object.values(values).every((value) => value === null))
    return { code: 'field.required', params: { field: Object.keys(values).join(', ') } }
  return { key: JSON.stringify([...Object.values(values), ...(currency === null ? [] : [currency])]), values, currency }
}

/** An account asked about; money is asked by currency, the tenant's own unless said. */
export const readAsked = (
  definition: LedgerDefinition,
  given: Readonly<Record<string, unknown>>,
  types: TypeContext,
): NamedAccount | Fault => {
  const money = countsIn(definition) === 'money'
  const currency = money ? currencyOf(given.currency, types.baseCurrency) : null
  return money && currency === null
    ? { code: 'field.currency_unknown', params: { currency: String(given.currency) } }
    : readAccount(definition, given, currency, types)
}

const instantOf = (text: string | null | undefined, field: string, types: TypeContext): string | null | Fault => {
  if (text === null || text === undefined) return null
  const found = fieldTypes.datetime.normalise(text, {}, types)
  return 'problem' in found ? { code: found.problem, params: { field, ...found.params } } : (found.value as string | null)
}
const limitOf = (given: string | null | undefined, own: string | null, scale: number): bigint | null => {
  const limit = given === undefined ? own : given
  return limit === null ? null : unitsOf(limit, scale)
}
const badText = (row: { key: string; memo?: string | undefined }): Fault | null => {
  if (row.key.length === 0 || row.key.length > keyMax) return { code: 'field.too_long', params: { field: 'key', max: keyMax } }
  if (row.key.startsWith('expire:')) return { code: 'ledger.key_taken', params: { key: row.key } }
  return (row.memo?.length ?? 0) > memoMax ? { code: 'field.too_long', params: { field: 'memo', max: memoMax } } : null
}

/** One posting or hold. */
export const readPosting = (
  definition: LedgerDefinition,
  kind: 'post' | 'hold',
  posting: Posting<LedgerDefinition['account'], unknown>,
  given: { row: number; now: string; types: TypeContext },
): Draft | Fault => {
  const { row, now, types } = given
  const scale = ledgerScale(definition)
  const bad = badText(posting)
  if (bad) return bad
  const amount = readAmount(definition, posting.amount, scale, types)
  if (isFault(amount)) return amount
  if (amount.units === 0n) return { code: 'ledger.no_amount', params: {} }
  const account = readAccount(definition, posting.account, amount.currency, types)
  if (isFault(account)) return account
  const occurred = instantOf(posting.occurred_at, 'occurred_at', types)
  const expires = instantOf(posting.expires_at, 'expires_at', types)
  if (occurred !== null && typeof occurred === 'object') return occurred
  if (expires !== null && typeof expires === 'object') return expires
  if (expires !== null && kind === 'post' && !(definition.batches?.expires && amount.units > 0n))
    return { code: 'ledger.does_not_expire', params: {} }
  return {
    row,
    kind,
    key: posting.key,
    account,
    amount: amount.units,
    of: null,
    occurred_at: occurred ?? now,
    expires_at: expires,
    memo: posting.memo ?? null,
    floor: limitOf(posting.floor, definition.floor === undefined ? '0' : definition.floor, scale),
    ceiling: limitOf(posting.ceiling, definition.ceiling ?? null, scale),
  }
}

/** One act on an earlier entry. Its limits are the definition's: what was held is already within them. */
export const readFollowing = (
  definition: LedgerDefinition,
  kind: 'capture' | 'release' | 'reverse',
  act: Following<unknown>,
  given: { row: number; now: string; types: TypeContext },
): Draft | Fault => {
  const { row, now, types } = given
  const scale = ledgerScale(definition)
  const bad = badText(act)
  if (bad) return bad
  const amount = act.amount === undefined ? null : readAmount(definition, act.amount, scale, types)
  if (amount && isFault(amount)) return amount
  if (amount && (kind !== 'capture' || amount.units === 0n)) return { code: 'ledger.no_amount', params: {} }
  const expires = instantOf(act.expires_at, 'expires_at', types)
  if (expires !== null && typeof expires === 'object') return expires
  return {
    row,
    kind,
    key: act.key,
    account: null,
    amount: amount?.units ?? null,
    of: act.of,
    occurred_at: now,
    expires_at: expires,
    memo: act.memo ?? null,
    floor: limitOf(undefined, definition.floor === undefined ? '0' : definition.floor, scale),
    ceiling: limitOf(undefined, definition.ceiling ?? null, scale),
  }
}
