import './standing.css'
import { label } from '@lianke/kernel'
import { PanelSlot, request, useModel, useMoment, useText } from '@lianke/ui'
import { Tag } from 'antd'
import { useState } from 'react'
import { seatWords, statusTones, statusWords, whyWords } from './mobile/seat-words.ts'
import { StandingActs } from './standing-acts.tsx'
import { type Standing, useStanding } from './mobile/standing-ask.ts'

type Step = Standing['steps'][number]

const Seat = ({ seat }: { readonly seat: Step['seats'][number] }) => {
  const text = useText()
  const { ago } = useMoment()
  const { approver, instead_of, status, why, note, at } = seat
  const because = why ? text(whyWords[why]) : ''
  return (
    <div>
      <div className="lk-approval-seat">
        <b>{approver?.title ?? because}</b>
        <span>{text(seatWords[status])}</span>
        {approver && because ? (
          <small>
            {instead_of ? text(label('{why} {who}', '{why}: {who}'), { why: because, who: instead_of.title }) : because}
          </small>
        ) : null}
        {at && status !== 'waiting' ? <small>{ago(at)}</small> : null}
      </div>
      {note ? <p className="lk-approval-word">{note}</p> : null}
    </div>
  )
}

const modeWords: Readonly<Record<string, ReturnType<typeof label>>> = {
  all: label('全部同意', 'all must agree'),
  any: label('一人决定', 'whoever answers first'),
  in_order: label('依次', 'one after another'),
}

const Steps = ({ steps, now }: { readonly steps: readonly Step[]; readonly now: boolean }) => {
  const text = useText()
  return (
    <ol className="lk-approval-steps">
      {steps.map((step, at) => (
        <li key={step.turn} className={now && at === steps.length - 1 ? 'now' : ''}>
          <span className="lk-label">
            {step.name}
            {step.seats.length > 1 ? ` · ${text(modeWords[step.mode])}` : ''}
          </span>
          {step.seats.map((seat) => (
            <Seat key={seat.id} seat={seat} />
          ))}
        </li>
      ))}
    </ol>
  )
}

const One = ({ object, standing }: { readonly object: string; readonly standing: Standing }) => {
  const text = useText()
  const model = useModel()
  const { ago } = useMoment()
  const { status, approval, submitter, submitted_at, note, steps, item } = standing
  const fields = standing.changed.flatMap((name) => text(model.fieldAt(object, name)?.label) || [])
  const under = status === 'pending' || status === 'returned'
  return (
    <div className="lk-approval">
      <div className="lk-approval-head">
        <b className="lk-ellipsis">{approval.title}</b>
        <Tag {...(statusTones[status] ? { color: statusTones[status] } : {})}>{text(statusWords[status])}</Tag>
      </div>
      <small className="lk-muted">
        {text(label('{who} 提交 · {when}', 'Submitted by {who} · {when}'), {
          who: submitter?.title ?? '—',
          when: ago(submitted_at),
        })}
      </small>
      {note ? <p className="lk-approval-word">{note}</p> : null}
      {fields.length > 0 ? (
        <p className="lk-approval-word">
          {text(label('提交后改过：{fields}', 'Changed since: {fields}'), { fields: fields.join('、') })}
        </p>
      ) : null}
      <Steps steps={steps} now={status === 'pending'} />
      {item ? <PanelSlot slot={`notice:${item.object}`} object={item.object} id={item.id} /> : null}
      {under ? <StandingActs standing={standing} /> : null}
    </div>
  )
}

/** Where the approvals of a record stand, who has them, what was said, and what whoever looks may do. */
const StandingPanel = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const [all, setAll] = useState(false)
  const found = useStanding(request, object, id)
  const [newest, ...older] = found
  if (!newest) return null
  return (
    <section aria-label={text(label('审批', 'Approval'))}>
      <h3 className="lk-side-title">{text(label('审批', 'Approval'))}</h3>
      <One object={object} standing={newest} />
      {(all ? older : []).map((standing) => (
        <One key={standing.id} object={object} standing={standing} />
      ))}
      {older.length > 0 ? (
        <button type="button" className="lk-plain lk-muted" onClick={() => setAll(!all)}>
          {all ? text(label('收起', 'Less')) : text(label('此前 {n} 次', '{n} before'), { n: older.length })}
        </button>
      ) : null}
    </section>
  )
}
export default StandingPanel
