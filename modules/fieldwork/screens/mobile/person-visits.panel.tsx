import { label } from '@lianke/kernel'
import { Icon, Line, Section, useAllowed, useRows, useText } from '@lianke/ui/phone'
import { VisitLine } from './visit-line.tsx'

const shownMax = 3

/** The last visits to this person, and the next one begun from here. */
const PersonVisits = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const may = useAllowed()('fieldwork.visit:create')
  const { data } = useRows('fieldwork.visit', {
    filter: { field: 'person', op: 'eq', value: id },
    sort: ['-planned_at'],
    limit: shownMax,
  })
  const rows = data?.data ?? []
  if (!may && rows.length === 0) return null
  return (
    <Section>
      {may ? (
        <Line
          to={`/visits/new?person=${id}`}
          lead={
            <span className="lkm-entry-mark">
              <Icon name="plus" size={17} />
            </span>
          }
          title={text(label('去拜访', 'Visit now'))}
        />
      ) : null}
      {rows.map((row) => (
        <VisitLine key={row.id} row={row} />
      ))}
    </Section>
  )
}
export default PersonVisits
