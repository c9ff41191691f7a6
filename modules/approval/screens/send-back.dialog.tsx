import { label, listIn, textIn } from '@lianke/kernel'
import { CommandFrame, CommandInputs, type DialogProps, useCommandForm, useText } from '@lianke/ui'
import { Select } from 'antd'

/** A request goes back: to whoever submitted it, or to a step that it has passed, chosen by its name. */
const SendBackDialog = (props: DialogProps) => {
  const text = useText()
  const form = useCommandForm(props.asked)
  const { target, command } = props.asked
  const passed = listIn(target.kind === 'records' ? target.row?.passed : [], ({ node, name }) => {
    const [value, said] = [textIn(node), textIn(name)]
    return value && said ? { value, label: said } : null
  })
  const { node, again, note } = command.fields
  const to = textIn(form.values.node)
  return (
    <CommandFrame {...props} form={form} tells width={480}>
      <div className="lk-field">
        <label htmlFor="act-node">{text(node?.label)}</label>
        <Select
          id="act-node"
          value={to ?? ''}
          options={[{ value: '', label: text(label('提交人', 'Whoever submitted it')) }, ...passed]}
          onChange={(value) => form.change('node', value || null)}
        />
      </div>
      <CommandInputs
        fields={{ ...(to || !again ? {} : { again }), ...(note ? { note } : {}) }}
        values={form.values}
        problems={form.problems}
        row={undefined}
        change={form.change}
      />
    </CommandFrame>
  )
}
export default SendBackDialog
