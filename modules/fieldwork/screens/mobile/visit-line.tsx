import { type Row, referenceIn } from '@lianke/kernel'
import { Icon, Line, OptionPill, useModel, useMoment } from '@lianke/ui/phone'

/** A visit as one line of a list. */
export const VisitLine = ({ row }: { readonly row: Row }) => {
  const { ago } = useMoment()
  const status = useModel().object('fieldwork.visit')?.fields.status
  const who = referenceIn(row.person ?? row.account)?.title
  return (
    <Line
      to={`/visits/${row.id}`}
      lead={
        <span className="lkm-entry-mark">
          <Icon name="map-pin" size={17} />
        </span>
      }
      title={
        <>
          <span className="lk-ellipsis">{String(row.subject)}</span>
          {status ? <OptionPill field={status} value={String(row.status)} /> : null}
        </>
      }
      note={[who, typeof row.planned_at === 'string' ? ago(row.planned_at) : ''].filter(Boolean).join(' · ')}
    />
  )
}
