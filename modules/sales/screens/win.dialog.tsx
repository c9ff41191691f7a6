import { label } from '@lianke/kernel'
import { CommandFrame, CommandInputs, type DialogProps, useCommandForm, useText } from '@lianke/ui'

/** Winning: the amount as it stands, one Enter. */
const WinDialog = (props: DialogProps) => {
  const text = useText()
  const form = useCommandForm(props.asked)
  return (
    <CommandFrame {...props} form={form} tells width={420} hint={text(label('Enter 赢单', 'Enter to win'))}>
      <CommandInputs
        fields={props.asked.command.fields}
        values={form.values}
        problems={form.problems}
        row={undefined}
        change={form.change}
        focus
      />
    </CommandFrame>
  )
}
export default WinDialog
