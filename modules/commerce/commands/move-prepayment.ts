import type { LedgerEntry, UnitOfWork } from '@lianke/kernel'
import { accountPrepayment, prepayment } from '../ledgers/prepayment.ledger.ts'

/** Whose prepayment: the company's where there is one, else the person's. */
export interface Holder {
  readonly person: string | null
  readonly account: string | null
}
export const holderOf = (of: { readonly person?: unknown; readonly account?: unknown }): Holder | null => {
  const id = (value: unknown) => (typeof value === 'string' ? value : null)
  const holder = { person: id(of.person), account: id(of.account) }
  return holder.person || holder.account ? holder : null
}

/** Adds to a prepayment (or takes from it, negative; never more than is there). Once by key. */
export const movePrepayment = async (
  work: UnitOfWork,
  { person, account }: Holder,
  posting: {
    readonly key: string
    readonly amount: string
    readonly currency: string
    readonly occurred_at: string
    readonly memo: string
  },
): Promise<LedgerEntry | null> => {
  const { currency, amount: moved, ...rest } = posting
  const amount = { amount: moved, currency }
  const { entries } = account
    ? await work.ledger(accountPrepayment).post([{ ...rest, amount, account: { account } }])
    : await work.ledger(prepayment).post([{ ...rest, amount, account: { person: person ?? '' } }])
  return entries[0] ?? null
}

/** What is there in a currency. */
export const prepaid = async (work: UnitOfWork, { person, account }: Holder, currency: string): Promise<string> => {
  const [found] = account
    ? await work.ledger(accountPrepayment).balances([{ account, currency }])
    : await work.ledger(prepayment).balances([{ person: person ?? '', currency }])
  return found?.balance ?? '0'
}
