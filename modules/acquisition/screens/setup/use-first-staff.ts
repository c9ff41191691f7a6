import { relation } from '@lianke/customer/contract'
import { idsIn, isStaffAccountField } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { useModel, useRows } from '@lianke/ui'

/** Who is proposed to answer the first code: somebody who has customers already, since such a member may have more; else any member of a channel. */
export const useFirstStaff = (): string | null => {
  const accounts = Object.keys(useModel().object(staff.name)?.fields ?? {}).filter(isStaffAccountField)
  const met = useRows(relation.name, { sort: ['-added_at'], fields: ['staff'], limit: 1 })
  const members = useRows(
    staff.name,
    { filter: { or: accounts.map((field) => ({ field, op: 'not_empty' as const })) }, fields: ['name'], limit: 1 },
    { enabled: accounts.length > 0 },
  )
  return idsIn([met.data?.data[0]?.staff])[0] ?? members.data?.data[0]?.id ?? null
}
