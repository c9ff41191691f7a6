import { type Filter, staffAccountField, textIn, type UnitOfWork } from '@lianke/kernel'
import { staff } from '../objects/staff.object.ts'

/** As many as share the letters of one account in other capitals. */
const alikeMax = 20

/** Who of the staff has one of these accounts on a channel: written the same, else in other capitals, which vendors take for the same. */
export const staffByAccount = async (work: UnitOfWork, channel: string, accounts: readonly string[]) => {
  // Which field holds the account, the channel's name says: the record is asked by name.
  const field = staffAccountField(channel)
  const ask = async (filter: Filter, limit: number) =>
    (
      await work.records.list(staff.name, { filter, fields: [field, 'name', 'department', 'job_title', 'status'], limit })
    ).data.map((row) => ({
      id: row.id,
      account: textIn(row[field]) ?? '',
      name: textIn(row.name) ?? '',
      status: textIn(row.status),
      job_title: textIn(row.job_title),
      department: row.department ?? null,
    }))
  const [same] = await ask({ field, op: 'in', value: [...accounts] }, 1)
  if (same) return same
  const small = new Set(accounts.map((one) => one.toLowerCase()))
  const alike = await ask({ or: [...small].map((value) => ({ field, op: 'contains' as const, value })) }, alikeMax)
  return alike.find(({ account }) => small.has(account.toLowerCase())) ?? null
}
