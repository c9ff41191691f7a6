import { staffAccountField, textIn, type UnitOfWork } from '@lianke/kernel'
import { staff } from '../objects/staff.object.ts'
import { staffAccount } from '../objects/staff-account.object.ts'

/** The accounts of some employees in one of the vendor's companies (`issuer`; `''`: the first), by employee; who has none is left out. */
export const accountsAt = async (
  work: UnitOfWork,
  ids: readonly string[],
  { channel, issuer }: { readonly channel: string; readonly issuer: string },
): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map()
  if (issuer === '') {
    const field = staffAccountField(channel)
    const { data } = await work.system.records.list(staff.name, {
      filter: { field: 'id', op: 'in', value: [...ids] },
      fields: [field],
      limit: ids.length,
    })
    return new Map(data.flatMap((row) => (textIn(row[field]) ? [[row.id, textIn(row[field]) ?? ''] as const] : [])))
  }
  const { data } = await work.system.records.list(staffAccount, {
    filter: {
      and: [
        { field: 'staff', op: 'in', value: [...ids] },
        { field: 'channel', op: 'eq', value: channel },
        { field: 'issuer', op: 'eq', value: issuer },
      ],
    },
    fields: ['staff', 'account'],
    limit: ids.length,
  })
  return new Map(data.map((row) => [row.staff, row.account]))
}

/** The accounts of one employee on a channel: that in the vendor's first company (`issuer` is `''`) before those in others. */
export const accountsOf = async (
  work: UnitOfWork,
  id: string,
  channel: string,
): Promise<readonly { readonly issuer: string; readonly account: string }[]> => {
  const field = staffAccountField(channel)
  const [row] = (await work.system.records.list(staff.name, { filter: { field: 'id', op: 'eq', value: id }, limit: 1 })).data
  const own = row ? textIn(row[field]) : null
  const { data } = await work.system.records.list(staffAccount, {
    filter: {
      and: [
        { field: 'staff', op: 'eq', value: id },
        { field: 'channel', op: 'eq', value: channel },
      ],
    },
    fields: ['issuer', 'account'],
    limit: 50,
  })
  return [...(own ? [{ issuer: '', account: own }] : []), ...data.map(({ issuer, account }) => ({ issuer, account }))]
}
