import { label, optionsIn, textIn } from '@lianke/kernel'
import {
  type Choice,
  Choices,
  CommandFrame,
  type DialogProps,
  latelyFirst,
  rememberChosen,
  useCommandForm,
  useText,
} from '@lianke/ui'
import { Input } from 'antd'
import { useState } from 'react'

const reason = 'lose_reason'

/** Losing: why, and to whom. Choosing the reason is the act; a competitor is typed before it, where there is one. */
const LoseDialog = (props: DialogProps) => {
  const text = useText()
  const form = useCommandForm(props.asked)
  const [typed, type] = useState('')
  const field = props.asked.command.fields.reason
  const options = field && 'options' in field ? optionsIn(field.options) : []
  const choices = latelyFirst(reason, options, ({ value }) => value).flatMap(
    ({ value, label: said, color }): readonly Choice[] =>
      text(said).toLowerCase().includes(typed.trim().toLowerCase())
        ? [{ key: value, face: <span className={`lk-pill lk-c-${color ?? 'grey'}`}>{text(said)}</span> }]
        : [],
  )
  const lose = async (why: string) => {
    const outcome = await form.submit({ reason: why })
    if (!outcome) return
    rememberChosen(reason, [why])
    props.finished(outcome)
  }
  return (
    <CommandFrame {...props} form={form} bare width={420} hint={text(label('选择原因即输单', 'Choosing the reason does it'))}>
      <div className="lk-field">
        <label htmlFor="act-competitor">{text(props.asked.command.fields.competitor?.label)}</label>
        <Input
          id="act-competitor"
          value={textIn(form.values.competitor) ?? ''}
          onChange={(event) => form.change('competitor', event.target.value)}
        />
      </div>
      <Choices
        label={text(label('输单原因', 'Lost because'))}
        typed={typed}
        type={type}
        choices={choices}
        take={(why) => void lose(why)}
      />
    </CommandFrame>
  )
}
export default LoseDialog
