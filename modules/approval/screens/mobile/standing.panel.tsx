import { label } from '@lianke/kernel'
import { CommandActs, Icon, Line, request, Section, useMoment, useText } from '@lianke/ui/phone'
import { seatWords, statusWords, whyWords } from './seat-words.ts'
import { type Standing, useStanding } from './standing-ask.ts'

type Step = Standing['steps'][number]

const SeatLine = ({ step, seat }: { readonly step: Step; readonly seat: Step['seats'][number] }) => {
  const text = useText()
  const { ago } = useMoment()
  const because = seat.why ? text(whyWords[seat.why]) : ''
  const said = [
    step.name,
    seat.approver ? because : '',
    seat.at && seat.status !== 'waiting' ? ago(seat.at) : '',
    seat.note ?? '',
  ]
  return (
    <Line
      title={`${seat.approver?.title ?? because} · ${text(seatWords[seat.status])}`}
      note={said.filter(Boolean).join(' · ')}
    />
  )
}

/** Where the approval of a record stands, who has it, and what whoever looks may do. */
const StandingPanel = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const [newest] = useStanding(request, object, id)
  if (!newest) return null
  const { approval, status, steps, item, may } = newest
  return (
    <Section title={`${approval.title} · ${text(statusWords[status])}`}>
      {steps.flatMap((step) => step.seats.map((seat) => <SeatLine key={seat.id} step={step} seat={seat} />))}
      {item ? (
        <Line lead={<Icon name="stamp" size={18} />} title={text(label('去审批', 'Decide'))} to={`/todo/${item.id}`} />
      ) : null}
      {may.includes('withdraw') ? (
        <nav className="lkm-acts">
          <CommandActs object="approval.request" id={newest.id} />
        </nav>
      ) : null}
    </Section>
  )
}
export default StandingPanel
