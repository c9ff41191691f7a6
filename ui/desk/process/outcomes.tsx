import { label, type Label, type Outcome, outcomesIn } from '@lianke/kernel'
import { Button, Checkbox, Input } from 'antd'
import { useLanguage, useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { freeOutlet, outletPartsMax } from './outlet-parts.ts'
import { RemoveButton } from './remove-button.tsx'
import type { StepEditorProps } from './step-editor.ts'

/** Words said in the language of whoever draws; the other follows while it says the same. */
const renamed = ({ zh, en }: Label, said: string, language: string): Label =>
  zh === en ? { zh: said, en: said } : language === 'en' ? { zh, en: said } : { zh: said, en }

const OutcomeLine = ({
  outcome,
  disabled,
  onChange,
  onRemove,
}: {
  readonly outcome: Outcome
  readonly disabled: boolean
  onChange(outcome: Outcome): void
  onRemove(): void
}) => {
  const text = useText()
  const { language } = useLanguage()
  return (
    <div className="lk-process-part">
      <div className="lk-row">
        <Input
          size="small"
          disabled={disabled}
          maxLength={40}
          defaultValue={text(outcome.label)}
          aria-label={text(label('按钮上的字', 'Words of the button'))}
          onChange={(event) => {
            const said = event.target.value.trim()
            if (said) onChange({ ...outcome, label: renamed(outcome.label, said, language) })
          }}
        />
        <RemoveButton disabled={disabled} onRemove={onRemove} />
      </div>
      <Checkbox
        disabled={disabled}
        checked={outcome.note === 'required'}
        onChange={(event) => onChange({ ...outcome, note: event.target.checked ? 'required' : 'optional' })}
      >
        {text(label('必须写原因', 'A reason is required'))}
      </Checkbox>
    </div>
  )
}

/** What may be answered: each button is a way out. */
export const Outcomes = ({ config, disabled, onChange }: StepEditorProps) => {
  const text = useText()
  const outcomes = outcomesIn(config.outcomes)
  const send = (next: readonly Outcome[]) => onChange({ ...config, outcomes: next })
  const add = () => {
    const key = freeOutlet(
      'o',
      outcomes.map((one) => one.key),
    )
    const said = text(label('选项 {n}', 'Option {n}'), { n: outcomes.length + 1 })
    send([...outcomes, { key, label: { zh: said, en: said }, note: 'optional', tone: 'plain' }])
  }
  return (
    <>
      {outcomes.map((outcome, index) => (
        <OutcomeLine
          key={outcome.key}
          outcome={outcome}
          disabled={disabled}
          onChange={(next) => send(outcomes.map((one, at) => (at === index ? next : one)))}
          onRemove={() => send(outcomes.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        size="small"
        disabled={disabled || outcomes.length >= outletPartsMax}
        icon={<Icon name="plus" size={13} />}
        onClick={add}
      >
        {text(label('添加选项', 'Add an outcome'))}
      </Button>
    </>
  )
}
