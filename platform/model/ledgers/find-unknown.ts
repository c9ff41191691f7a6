import { type LedgerRefusal, targetOf } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelLedger } from '../model/model.ts'
import type { Unit } from '../records/unit.ts'
import type { NamedAccount } from './ledger-store.ts'

/**
 * A new account stands on records that exist. They are held until the commit, so that nobody is merged away or deleted while an account
 * is made for them. One statement per object that accounts point to. `holding`: only what may not be
 * deleted while the balance is not nought, which is asked at every posting. Answers the fault of each account by its key.
 */
export const findUnknown = async (
  unit: Unit,
  ledger: ModelLedger,
  accounts: readonly NamedAccount[],
  which: 'all' | 'holding',
): Promise<Map<string, Omit<LedgerRefusal, 'row'>>> => {
  const faults = new Map<string, Omit<LedgerRefusal, 'row'>>()
  for (const [name, field] of Object.entries(ledger.definition.account)) {
    if (which === 'holding' && field.options.onDelete !== 'refuse') continue
    const target = targetOf(field)
    const object = unit.model.objects.get(target ?? '')
    const ids = [...new Set(accounts.flatMap(({ values }) => (typeof values[name] === 'string' ? [String(values[name])] : [])))]
    if (!object || ids.length === 0) continue
    const found = await unit.tx.query<{ id: string }>(
      sql`select id from ${sql.table(object.table)} where id = any(${ids}::uuid[]) and deleted_at is null order by id for share`,
    )
    const alive = new Set(found.map((row) => row.id))
    for (const { key, values } of accounts) {
      const id = values[name]
      if (typeof id === 'string' && !alive.has(id))
        faults.set(key, { code: 'ledger.unknown_account', params: { ledger: ledger.name, field: name, id } })
    }
  }
  return faults
}
