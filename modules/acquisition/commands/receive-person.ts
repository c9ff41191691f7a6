import { staffByAccount } from '@lianke/organisation/contract'
import { localTime, type UnitOfWork } from '@lianke/kernel'
import { reception } from '../ledgers/reception.ledger.ts'
import type { CodeRow } from '../rules/code-row.rule.ts'

/** What became of a place under the cap: taken, taken as the last one, or there was none left. */
export type Place = 'taken' | 'last' | 'none'

/**
 * Takes a staff member's place for a person whom a code brought. However many come at once, no more are taken than the cap allows: who comes
 * beyond it (the channel had not been told yet) is not counted there. The same person on the same day takes one place.
 */
export const receivePerson = async (
  work: UnitOfWork,
  code: CodeRow,
  given: { readonly userid: string; readonly person: string; readonly at: string },
): Promise<Place | null> => {
  const staff = await staffByAccount(work.system, code.channel, [given.userid], code.issuer ?? '')
  if (!staff) return null
  const { day } = localTime(given.at, work.zone)
  const cap = code.daily_cap
  const { entries } = await work.ledger(reception).post(
    [
      {
        key: `${code.id}:${staff.id}:${day}:${given.person}`,
        account: { code: code.id, staff: staff.id, day },
        amount: 1,
        occurred_at: given.at,
        ceiling: cap === null ? null : String(cap),
      },
    ],
    { partial: true },
  )
  const [entry] = entries
  if (!entry) return 'none'
  return cap !== null && Number(entry.balance) >= cap ? 'last' : 'taken'
}
