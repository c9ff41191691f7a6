import { type Filter, isStaffAccountField, targetOf, traitsOf, type UnitOfWork } from '@lianke/kernel'
import { staff } from '../objects/staff.object.ts'
import { staffAccount } from '../objects/staff-account.object.ts'
import { handedAtOnceMax, handedOverIn, handOver, openRecordsOf } from './hand-over.ts'

/** An account of this company was somebody's and is another's now. */
interface Followed {
  readonly from: string
  readonly to: string
  readonly channel: string
  readonly issuer: string
}

/** What names a member and the vendor's company in which he is that: bonds with customers, say. */
const namedThere = (work: UnitOfWork): readonly { readonly object: string; readonly field: string }[] =>
  work
    .objects(({ fields }) => Boolean(fields.channel && fields.issuer))
    .filter(({ name }) => name !== staffAccount.name)
    .flatMap(({ name, fields }) =>
      Object.entries(fields)
        .filter(([, field]) => targetOf(field) === staff.name && traitsOf(field).many !== true)
        .map(([field]) => ({ object: name, field })),
    )

/** A record without account, sign-in and role was made by a directory alone. */
const isLeftBehind = async (work: UnitOfWork, id: string): Promise<boolean> => {
  const row = await work.system.records.get(staff.name, id)
  const hasOwn = Object.entries(row).some(([field, value]) => isStaffAccountField(field) && Boolean(value))
  if (hasOwn || row.account || row.status !== 'active' || (Array.isArray(row.roles) && row.roles.length > 0)) return false
  return (await work.system.records.count(staffAccount.name, { filter: { field: 'staff', op: 'eq', value: id } })) === 0
}

/**
 * What an account has done in its company goes with it. Where nothing is left of who had it but a record that a directory had made, what it owns
 * goes too, and it counts as left, so that nobody chooses it.
 */
export const followAccount = async (work: UnitOfWork, { from, to, channel, issuer }: Followed): Promise<void> => {
  for (const { object, field } of namedThere(work)) {
    const his: Filter[] = [
      { field, op: 'eq', value: from },
      { field: 'channel', op: 'eq', value: channel },
      { field: 'issuer', op: 'eq', value: issuer },
    ]
    await work.system.records.updateWhere(object, { and: his }, { [field]: to })
  }
  if (!(await isLeftBehind(work, from))) return
  await work.system.records.update(staff.name, from, { status: 'left' })
  if ((await openRecordsOf(work, from)) > handedAtOnceMax)
    await work.enqueue('organisation.hand_over', { from, to }, { key: `hand-over:${from}` })
  else for (const object of handedOverIn(work)) await handOver(work, object, { from, to })
}
