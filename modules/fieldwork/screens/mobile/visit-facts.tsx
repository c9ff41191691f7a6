import { label, type Row, referenceIn } from '@lianke/kernel'
import { Icon, Line, OptionPill, Section, useModel, useMoment, useText } from '@lianke/ui/phone'

const Who = ({ row }: { readonly row: Row }) => {
  const who = referenceIn(row.person ?? row.account)
  return who ? (
    <Line
      to={row.person ? `/customers/${who.id}` : undefined}
      lead={<Icon name={row.person ? 'user' : 'building'} size={20} />}
      title={who.title ?? ''}
    />
  ) : null
}

/** Where and when one checked in, and how far from where one should be. */
const CheckedIn = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const { at } = useMoment()
  return typeof row.checked_in_at === 'string' ? (
    <Line
      lead={<Icon name="map-pin" size={20} />}
      title={text(label('{at} 签到', 'Checked in {at}'), { at: at(row.checked_in_at) })}
      note={
        row.distance_m === null || row.distance_m === undefined
          ? text(label('没有预设位置，只记录了签到地点', 'No target was set; the place was recorded'))
          : text(label('距离目标 {n} 米', '{n} m from the target'), { n: Number(row.distance_m) })
      }
    />
  ) : null
}

/** What a visit is about, how it stands, whom it is paid to, and the checking in. */
export const VisitFacts = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const { at } = useMoment()
  const status = useModel().object('fieldwork.visit')?.fields.status
  return (
    <Section>
      <Line
        title={
          <>
            <b>{String(row.subject)}</b>
            {status ? <OptionPill field={status} value={String(row.status)} /> : null}
          </>
        }
        note={
          typeof row.planned_at === 'string' ? text(label('计划 {at}', 'Planned {at}'), { at: at(row.planned_at) }) : undefined
        }
      />
      <Who row={row} />
      <CheckedIn row={row} />
    </Section>
  )
}
