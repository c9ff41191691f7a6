import { staffAccountField, type UnitOfWork } from '@lianke/kernel'
import { staff } from '../objects/staff.object.ts'
import { staffAccount } from '../objects/staff-account.object.ts'

/** An account as a vendor tells it. */
interface ToldAccount {
  readonly channel: string
  /** The vendor's company; `''`: the first, whose accounts stand on the staff record. */
  readonly issuer: string
  readonly account: string
}

/** A member of the staff who was not known: made without any right, with his account where accounts of that company stand. */
export const makeStaff = async (
  work: UnitOfWork,
  { channel, issuer, account }: ToldAccount,
  values: { readonly name: string; readonly job_title?: string; readonly department?: string },
): Promise<string> => {
  const own = issuer === '' ? { [staffAccountField(channel)]: account } : {}
  const { id } = await work.records.create(staff.name, { ...values, ...own })
  if (issuer !== '') await work.system.records.create(staffAccount, { staff: id, channel, issuer, account })
  return id
}

/** Has an employee an account of this channel in any company but this one? */
export const hasOtherAccount = async (
  work: UnitOfWork,
  id: string,
  { channel, issuer }: Omit<ToldAccount, 'account'>,
): Promise<boolean> => {
  const own = await work.system.records.get(staff.name, id, { fields: [staffAccountField(channel)] })
  if (issuer !== '' && own[staffAccountField(channel)]) return true
  const { data } = await work.system.records.list(staffAccount, {
    filter: {
      and: [
        { field: 'staff', op: 'eq', value: id },
        { field: 'channel', op: 'eq', value: channel },
        ...(issuer === '' ? [] : [{ field: 'issuer', op: 'ne', value: issuer } as const]),
      ],
    },
    fields: ['id'],
    limit: 1,
  })
  return data.length > 0
}

/** The employee is no more in that company of the vendor's: the account goes, the employee stays. */
export const dropAccount = async (
  work: UnitOfWork,
  { id, elsewhere }: { readonly id: string; readonly elsewhere: string },
  channel: string,
): Promise<void> => {
  if (elsewhere) await work.system.records.remove(staffAccount, elsewhere)
  else await work.records.update(staff.name, id, { [staffAccountField(channel)]: null })
}
