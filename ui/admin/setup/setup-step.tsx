import { label } from '@lianke/kernel'
import type { SetupStepShown } from '../../base/client/setup-guide.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { PanelSlot } from '../../desk/shell/panel-slot.tsx'

/** What is wrong, and what to do about it. */
const StepProblem = ({ problem: { said, mend } }: { readonly problem: NonNullable<SetupStepShown['problem']> }) => {
  const text = useText()
  return (
    <div className="lk-setup-problem" role="alert">
      <Icon name="warning" size={15} />
      <div>
        {text(said)}
        {mend ? <div>{text(label('怎么办：{what}', 'What to do: {what}'), { what: text(mend) })}</div> : null}
      </div>
    </div>
  )
}

const StepHead = ({
  step,
  number,
  opened,
  toggle,
}: {
  readonly step: SetupStepShown
  readonly number: number
  readonly opened: boolean
  toggle(): void
}) => {
  const text = useText()
  const { done, count, counted } = step
  const came = count && counted ? text(counted, { n: count }) : null
  return (
    <button type="button" className="lk-setup-head" disabled={!step.open && !done} aria-expanded={opened} onClick={toggle}>
      <span className="lk-setup-mark">{done ? <Icon name="check" size={14} /> : number}</span>
      <b className="lk-grow">{text(step.label)}</b>
      <span className="lk-label lk-num" role="status">
        {came ?? (done ? text(label('已完成', 'Done')) : '')}
      </span>
    </button>
  )
}

/** One step: how it stands, and the act it asks for. */
export const SetupStep = ({
  step,
  number,
  current,
  opened,
  toggle,
}: {
  readonly step: SetupStepShown
  readonly number: number
  readonly current: boolean
  readonly opened: boolean
  toggle(): void
}) => {
  const text = useText()
  return (
    <li
      className={`lk-setup-step${step.done ? ' done' : current ? ' now' : ''}`}
      aria-current={current ? 'step' : undefined}
      data-step={step.name}
    >
      <StepHead step={step} number={number} opened={opened} toggle={toggle} />
      {opened ? (
        <div className="lk-setup-body">
          <p className="lk-muted">{text(step.help)}</p>
          {step.problem ? <StepProblem problem={step.problem} /> : null}
          <PanelSlot slot={`setup:${step.name}`} object="setup" id={step.name} />
        </div>
      ) : null}
    </li>
  )
}
