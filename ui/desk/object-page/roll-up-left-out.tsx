import { type MetaField, traitsOf } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useRows } from '../../base/client/records.ts'
import { LeftOut } from '../object-table/left-out.tsx'
import { rowsBehind } from './rows-behind.ts'

/** Beside a roll-up over money in the company's own currency: the amounts that it leaves out. */
export const RollUpLeftOut = ({ field, id }: { readonly field: MetaField; readonly id: string }) => {
  const model = useModel()
  const { of, measure, currency } = field.options
  const rows = rowsBehind(field, id)
  const measured = rows && typeof of === 'string' && measure !== 'count' ? model.object(rows.object)?.fields[of] : undefined
  const summed = rows && measured && traitsOf(measured).counts === 'money' && currency !== 'document' ? String(of) : null
  const asked = useRows(
    rows?.object ?? '',
    {
      filter: { and: [...(rows ? [rows.filter] : []), { field: summed ?? '', op: 'no_rate' }] },
      fields: ['id'],
      limit: 1,
      count: true,
    },
    { enabled: summed !== null },
  )
  return rows && summed !== null ? (
    <LeftOut object={rows.object} field={summed} filter={rows.filter} count={asked.data?.count?.value} />
  ) : null
}
