import { entryFacts, type FactInput } from '@lianke/kernel'
import type { ModelLedger } from '../model/model.ts'
import { amountValue, ledgerScale } from './ledger-amount.ts'
import type { AccountState, Plan } from './ledger-state.ts'

/** Every entry is a fact of the person whose account it is; told with the entry, in the same transaction. */
export const ledgerFacts = (
  { definition, entry }: ModelLedger,
  plan: Plan,
  accounts: ReadonlyMap<string, AccountState>,
  base: string,
): FactInput[] => {
  if (definition.told === false) return []
  const scale = ledgerScale(definition)
  return plan.entries.map((one): FactInput => {
    const account = accounts.get(one.account)
    const value = (units: bigint) => amountValue(definition, units, scale, account?.currency ?? null, base)
    const person = definition.person ? account?.values[definition.person] : null
    const moved = one.kind === 'hold' || one.kind === 'release' ? one.awaited - one.held : one.amount
    return {
      name: `${definition.name}.${entryFacts[one.kind]}`,
      subject: { object: entry.name, id: one.id },
      person: typeof person === 'string' ? person : null,
      occurred_at: one.occurred_at,
      payload: {
        key: one.key,
        account: one.account,
        amount: value(moved),
        balance: value(one.balance),
        ...(one.memo === null ? {} : { memo: one.memo }),
      },
    }
  })
}
