import { useCommandForm } from '../../base/command/use-command-form.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { CommandInputs } from './command-fields.tsx'
import { CommandFrame, type DialogProps } from './command-frame.tsx'

/** The dialog that an act's own fields make: asks what it needs, shows what it would do, does it. */
const CommandDialog = (props: DialogProps) => {
  const text = useText()
  const form = useCommandForm(props.asked)
  const { command, target } = props.asked
  return (
    <CommandFrame {...props} form={form}>
      {command.help ? <p className="lk-label">{text(command.help)}</p> : null}
      <CommandInputs
        fields={command.fields}
        values={form.values}
        problems={form.problems}
        row={target.kind === 'records' ? target.row : undefined}
        change={form.change}
        focus
      />
    </CommandFrame>
  )
}
export default CommandDialog
