import { listIn, type Row } from '@lianke/kernel'
import { Avatar } from '@lianke/ui'

const shownStaffMax = 3
const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** Whoever should answer: live codes by what the channel was told, others by what is planned. */
export const onDutyOf = (row: Row): string[] => {
  const planned = idsOf(row.staff)
  return planned.length > 0 ? planned : [...new Set(listIn(row.schedule, (slot) => idsOf(slot.staff)).flat())]
}

/** The first of those who answer, and how many more there are. */
export const StaffOfCode = ({ row, names }: { readonly row: Row; readonly names: ReadonlyMap<string, string> }) => {
  const ids = onDutyOf(row)
  return (
    <span className="lk-row" style={{ gap: 6 }}>
      {ids.slice(0, shownStaffMax).map((id) => (
        <span key={id} className="lk-row" style={{ gap: 4 }}>
          <Avatar name={names.get(id) ?? '·'} size={18} />
          {names.get(id) ?? '…'}
        </span>
      ))}
      {ids.length > shownStaffMax ? <span className="lk-muted">+{ids.length - shownStaffMax}</span> : null}
      {ids.length === 0 ? <span className="lk-muted">–</span> : null}
    </span>
  )
}
