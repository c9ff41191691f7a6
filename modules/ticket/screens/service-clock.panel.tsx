import './service-clock.css'
import { label, type Row, textIn } from '@lianke/kernel'
import { FieldValue, listPath, useModel, useMoment, useRecord, useText, useTimeLeft } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { calendar } from '@lianke/organisation/contract'
import { ticket } from '../objects/ticket.object.ts'
import { pausesIn } from '../rules/service-clock.rule.ts'

const pausesShown = 5

const Line = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="lk-clock-line">
    <span>{name}</span>
    <span>{children}</span>
  </div>
)

/** One deadline: how much working time is left and until when, or when it was kept or missed. */
const Deadline = ({
  name,
  field,
  row,
  done,
}: {
  readonly name: string
  readonly field: 'respond_by' | 'resolve_by'
  readonly row: Row
  readonly done: 'responded_at' | 'resolved_at'
}) => {
  const text = useText()
  const { local } = useMoment()
  const left = useTimeLeft(useModel().object(ticket.name)?.fields[field])
  const stands = row.status === 'waiting'
  const [due, kept] = [textIn(row[field]), textIn(row[done])]
  if (due === null && kept === null) return null
  const until = due ? local(due).format('M-D HH:mm') : ''
  if (kept !== null) {
    const late = due !== null && kept > due
    return (
      <Line name={name}>
        <b className={late ? 'late' : 'kept'}>{late ? left(due, row, kept).words : text(label('按时', 'In time'))}</b>{' '}
        <span className="lk-muted">{local(kept).format('M-D HH:mm')}</span>
      </Line>
    )
  }
  const { words, late, soon, title } = left(due ?? '', row)
  return (
    <Line name={name}>
      {stands ? (
        <b>{text(label('已暂停', 'Paused'))}</b>
      ) : (
        <>
          <b className={late ? 'late' : soon ? 'soon' : ''} title={title}>
            {words}
          </b>{' '}
          <span className="lk-muted">{until}</span>
        </>
      )}
    </Line>
  )
}

/** Why the clock stood, and for how long. */
const Pauses = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const { local, span } = useMoment()
  const pauses = pausesIn(row.pauses)
  const since = textIn(row.paused_at)
  if (pauses.length === 0 && since === null) return null
  const at = (moment: string) => local(moment).format('M-D HH:mm')
  return (
    <Line name={text(label('等待客户', 'Waited'))}>
      <ul className="lk-clock-pauses">
        {since ? <li>{text(label('{from} 起', 'since {from}'), { from: at(since) })}</li> : null}
        {pauses
          .slice(-pausesShown)
          .toReversed()
          .map(({ from, to, minutes }) => (
            <li key={from}>
              {at(from)} – {at(to)}{' '}
              <span className="lk-muted">
                {text(label('工时 {time}', '{time} of working time'), { time: span(minutes * 60_000) })}
              </span>
            </li>
          ))}
      </ul>
    </Line>
  )
}

/** A deadline that was counted without the holidays of a year says so, and where they are added. */
const Without = ({ years }: { readonly years: string }) => {
  const text = useText()
  const mayKeep = useModel().object(calendar.name) !== undefined
  return (
    <p className="lk-label">
      {text(
        label(
          '期限没有计入 {years} 年的节假日，补上后会重新计算。',
          'Counted without the holidays of {years}; counted again once they are added.',
        ),
        { years },
      )}{' '}
      {mayKeep ? <Link to={listPath(calendar.name)}>{text(label('工作日历', 'Working calendars'))}</Link> : null}
    </p>
  )
}

/** How a ticket stands by its service level: what is due, what was kept, and when the clock stood. */
const ServiceClock = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const meta = useModel().object(ticket.name)
  const { data: row } = useRecord(ticket.name, id)
  if (!row || !meta?.fields.service || !row.service) return null
  const years = textIn(row.without_years)
  return (
    <section className="lk-clock-panel" aria-label={text(label('时效', 'Service level'))}>
      <h3 className="lk-title-3">
        {text(label('时效', 'Service level'))} <FieldValue field={meta.fields.service} value={row.service} />
      </h3>
      <Deadline name={text(label('首次答复', 'First answer'))} field="respond_by" done="responded_at" row={row} />
      <Deadline name={text(label('解决', 'Solution'))} field="resolve_by" done="resolved_at" row={row} />
      <Pauses row={row} />
      {years ? <Without years={years} /> : null}
    </section>
  )
}
export default ServiceClock
