import { label, type Filter } from '@lianke/kernel'
import { Section, useMoment, useRows, useText } from '@lianke/ui/phone'
import { VisitLine } from './visit-line.tsx'

const shownMax = 10
const daysBack = 7

/** Visits of today, and those begun but not summed up. */
const MyVisits = () => {
  const text = useText()
  const { now } = useMoment()
  const due: Filter = {
    field: 'planned_at',
    op: 'between',
    value: [now().subtract(daysBack, 'day').startOf('day').toISOString(), now().endOf('day').toISOString()],
  }
  const open: Filter = {
    or: [{ field: 'status', op: 'eq', value: 'checked_in' }, { and: [{ field: 'status', op: 'eq', value: 'planned' }, due] }],
  }
  const { data } = useRows('fieldwork.visit', {
    filter: { and: [{ field: 'owner', op: 'me' }, open] },
    sort: ['planned_at'],
    limit: shownMax,
  })
  if (!data || data.data.length === 0) return null
  return (
    <Section title={text(label('拜访', 'Visits'))}>
      {data.data.map((row) => (
        <VisitLine key={row.id} row={row} />
      ))}
    </Section>
  )
}
export default MyVisits
