import { type Filter, staffAccountField, textIn, type UnitOfWork } from '@lianke/kernel'
import { staff } from '../objects/staff.object.ts'
import { staffAccount } from '../objects/staff-account.object.ts'

/** As many as share the letters of one account in other capitals. */
const alikeMax = 20

/** Whose one of these accounts is in a company of the vendor's beside the first, with the record that says so. */
const ownerElsewhere = async (work: UnitOfWork, channel: string, accounts: readonly string[], issuer: string) => {
  const of: readonly Filter[] = [
    { field: 'channel', op: 'eq', value: channel },
    { field: 'issuer', op: 'eq', value: issuer },
  ]
  const ask = async (filter: Filter) =>
    (
      await work.system.records.list(staffAccount, {
        filter: { and: [...of, filter] },
        fields: ['staff', 'account'],
        limit: alikeMax,
      })
    ).data
  const [same] = await ask({ field: 'account', op: 'in', value: [...accounts] })
  if (same) return same
  const small = new Set(accounts.map((one) => one.toLowerCase()))
  const alike = await ask({ or: [...small].map((value) => ({ field: 'account', op: 'contains' as const, value })) })
  return alike.find(({ account }) => small.has(account.toLowerCase())) ?? null
}

/**
 * Who of the staff has one of these accounts on a channel: written the same, else in other capitals, which vendors take for the same. `issuer`:
 * in which of the vendor's companies, where that is not the first; the same account is somebody else's there.
 */
export const staffByAccount = async (work: UnitOfWork, channel: string, accounts: readonly string[], issuer = '') => {
  // Which field holds the account, the channel's name says: the record is asked by name.
  const field = staffAccountField(channel)
  const ask = async (filter: Filter, limit: number) =>
    (
      await work.records.list(staff.name, { filter, fields: [field, 'name', 'department', 'job_title', 'status'], limit })
    ).data.map((row) => ({
      id: row.id,
      account: textIn(row[field]) ?? '',
      /** The record of the account, where it is in another company than the first. */
      elsewhere: '',
      name: textIn(row.name) ?? '',
      status: textIn(row.status),
      job_title: textIn(row.job_title),
      department: row.department ?? null,
    }))
  if (issuer !== '') {
    const owner = await ownerElsewhere(work, channel, accounts, issuer)
    const [found] = owner ? await ask({ field: 'id', op: 'eq', value: owner.staff }, 1) : []
    return owner && found ? { ...found, account: owner.account, elsewhere: owner.id } : null
  }
  const [same] = await ask({ field, op: 'in', value: [...accounts] }, 1)
  if (same) return same
  const small = new Set(accounts.map((one) => one.toLowerCase()))
  const alike = await ask({ or: [...small].map((value) => ({ field, op: 'contains' as const, value })) }, alikeMax)
  return alike.find(({ account }) => small.has(account.toLowerCase())) ?? null
}
