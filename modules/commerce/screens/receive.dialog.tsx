import { addDecimals, label, moneyIn, optionsIn, textIn } from '@lianke/kernel'
import {
  CommandFrame,
  CommandInputs,
  type DialogProps,
  rememberChosen,
  latelyChosen,
  useCommandForm,
  useNumbers,
  useText,
} from '@lianke/ui'
import { Segmented } from 'antd'
import { useMemo } from 'react'

const method = 'payment_method'
/** What is paid from the prepayment has an act of its own. */
const elsewhere = 'prepayment'

/** What is open of the order, and the way it was paid last, stand there already. */
const usePrefilled = (asked: DialogProps['asked']) => {
  const row = asked.target.kind === 'records' ? asked.target.row : undefined
  const [total, paid] = [moneyIn(row?.total), moneyIn(row?.paid)]
  const open = total && { amount: addDecimals(total.amount, paid?.amount ?? '0', -1), currency: total.currency }
  const [usual] = latelyChosen(method)
  // Once per dialog: what is remembered while it is open changes nothing in it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the request is what it is about
  const prefilled = useMemo(
    () => ({ ...asked, values: { ...(open ? { amount: open } : {}), ...(usual ? { method: usual } : {}), ...asked.values } }),
    [asked],
  )
  return { prefilled, row, open }
}

/** Receiving: what is open stands there already, by the way it was paid last; Enter receives it. */
const ReceiveDialog = (props: DialogProps) => {
  const text = useText()
  const { money } = useNumbers()
  const { prefilled, row, open } = usePrefilled(props.asked)
  const form = useCommandForm(prefilled)
  const { method: ways, ...fields } = props.asked.command.fields
  const options = ways && 'options' in ways ? optionsIn(ways.options).filter(({ value }) => value !== elsewhere) : []
  const given = moneyIn(form.values.amount)
  const rest = open && given ? addDecimals(open.amount, given.amount || '0', -1) : null
  const finished: DialogProps['finished'] = (outcome) => {
    const chosen = textIn(form.values.method)
    if (chosen) rememberChosen(method, [chosen])
    props.finished(outcome)
  }
  return (
    <CommandFrame
      {...props}
      finished={finished}
      form={form}
      tells
      width={480}
      hint={text(label('Enter 收款', 'Enter to receive'))}
    >
      <Segmented
        aria-label={text(ways?.label)}
        value={textIn(form.values.method) ?? undefined}
        onChange={(value) => form.change('method', value)}
        options={options.map(({ value, label: said }) => ({ value, label: text(said) }))}
      />
      <CommandInputs fields={fields} values={form.values} problems={form.problems} row={row} change={form.change} focus />
      {open && rest !== null ? (
        <p className="lk-label" aria-live="polite">
          {Number(rest) < 0
            ? text(label('多收 {n}，转入预收款', '{n} too much: it goes to the prepayment'), {
                n: money(rest.replace('-', ''), open.currency),
              })
            : Number(rest) > 0
              ? text(label('收款后还待收 {n}', '{n} will still be open'), { n: money(rest, open.currency) })
              : text(label('收款后结清', 'Nothing will be open'))}
        </p>
      ) : null}
    </CommandFrame>
  )
}
export default ReceiveDialog
