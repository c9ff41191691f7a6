import { type LedgerBalance, refuse, type TypeContext } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelLedger } from '../model/model.ts'
import { amountText, ledgerScale, unitsOf } from './ledger-amount.ts'
import type { Ask, NamedAccount } from './ledger-store.ts'
import { readAsked } from './read-moves.ts'

interface Sums {
  readonly id: string
  readonly account_key: string
  readonly balance: string
  readonly held: string
  readonly awaited: string
}

/** Sums of the entries that had happened by a moment, of accounts that `where` names. */
const sumsAt = (ledger: ModelLedger, at: string, where: ReturnType<typeof sql<boolean>>) => sql`select a.id, a.account_key,
    coalesce(sum(e.amount), 0) as balance, coalesce(sum(e.held), 0) as held, coalesce(sum(e.awaited), 0) as awaited
  from ${sql.table(ledger.account.table)} a left join ${sql.table(ledger.entry.table)} e
    on e.account = a.id and e.deleted_at is null and e.occurred_at <= ${at}::timestamptz
  where ${where} and a.deleted_at is null group by a.id, a.account_key`

/** Balances of a set of accounts, now or as they were: one statement. */
export const readBalances = async (
  ask: Ask,
  ledger: ModelLedger,
  types: TypeContext,
  accounts: readonly Readonly<Record<string, unknown>>[],
  at?: string,
): Promise<LedgerBalance[]> => {
  const { definition } = ledger
  const scale = ledgerScale(definition)
  const asked = accounts.map((given): NamedAccount => {
    const found = readAsked(definition, given, types)
    return 'code' in found ? refuse(found.code, { params: found.params }) : found
  })
  const keys = [...new Set(asked.map((one) => one.key))]
  if (keys.length === 0) return []
  const rows = await ask<Sums>(
    at === undefined
      ? sql`select id, account_key, balance, held, awaited from ${sql.table(ledger.account.table)} where account_key = any(${keys}::text[]) and deleted_at is null`
      : sumsAt(ledger, at, sql<boolean>`a.account_key = any(${keys}::text[])`),
  )
  const byKey = new Map(rows.map((row) => [row.account_key, row]))
  return asked.map(({ key, currency }) => {
    const row = byKey.get(key)
    const text = (value: string | undefined) => amountText(unitsOf(value ?? '0', scale), scale, currency)
    return { id: row?.id ?? null, balance: text(row?.balance), held: text(row?.held), awaited: text(row?.awaited) }
  })
}

/** One account as it was at a moment, by its id. */
export const balanceAt = async (
  ask: Ask,
  ledger: ModelLedger,
  { id, currency, at }: { id: string; currency: string | null; at: string },
): Promise<Omit<LedgerBalance, 'id'>> => {
  const [row] = await ask<Sums>(sumsAt(ledger, at, sql<boolean>`a.id = ${id}::uuid`))
  const scale = ledgerScale(ledger.definition)
  const text = (value: string | undefined) => amountText(unitsOf(value ?? '0', scale), scale, currency)
  return { balance: text(row?.balance), held: text(row?.held), awaited: text(row?.awaited) }
}
