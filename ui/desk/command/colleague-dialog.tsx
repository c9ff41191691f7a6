import { filterIn, referenceIn, type Row, staffObject } from '@lianke/kernel'
import { useDeferredValue, useState } from 'react'
import { latelyChosen, nearness, rememberChosen } from '../../base/client/lately.ts'
import { useModel } from '../../base/client/meta.ts'
import { useRows } from '../../base/client/records.ts'
import { widgetField, isGroupField } from '../../base/command/target.ts'
import { useCommandForm } from '../../base/command/use-command-form.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { type Choice, Choices } from './choices.tsx'
import { CommandFrame, type DialogProps } from './command-frame.tsx'

const colleaguesMax = 30

/** Colleagues who fit: oneself, those chosen lately, those of the same department, then the others. */
const useColleagues = (asked: DialogProps['asked'], name: string) => {
  const w = useWords()
  const { me, object } = useModel()
  const [typed, type] = useState('')
  const search = useDeferredValue(typed.trim())
  const field = asked.command.fields[name]
  const row = asked.target.kind === 'records' ? asked.target.row : undefined
  const where = field && !isGroupField(field) ? (filterIn(widgetField(field, row).options.where) ?? undefined) : undefined
  const grouped = Boolean(object(staffObject)?.fields.department)
  const fields = ['name', ...(grouped ? ['department'] : [])]
  const ask = { limit: colleaguesMax, fields, sort: ['name'], ...(where ? { filter: where } : {}) }
  const all = useRows(staffObject, { ...ask, ...(search ? { search } : {}) })
  const near: readonly string[] = [me.id, ...latelyChosen('colleague')]
  const known = useRows(
    staffObject,
    { ...ask, filter: { and: [{ field: 'id', op: 'in', value: near }, ...(where ? [where] : [])] } },
    { enabled: !search },
  )
  const said = (one: Row, group?: string): Choice => {
    const who = String(one.name ?? '')
    return {
      key: one.id,
      group,
      face: (
        <>
          <Avatar name={who} size={24} />
          <span>{one.id === me.id ? w('command.myself', { name: who }) : who}</span>
          <span className="lk-label">{referenceIn(one.department)?.title}</span>
        </>
      ),
    }
  }
  // Enter takes the first one: until the answer to what is typed is there, what does not fit it is no choice.
  const answered = !all.isPending && !all.isPlaceholderData && search === typed.trim()
  const rows = (all.data?.data ?? []).filter(({ name }) => answered || String(name ?? '').includes(typed.trim()))
  if (search) {
    const sorted = rows.toSorted((a, b) => nearness(String(a.name), search) - nearness(String(b.name), search))
    return { typed, type, waits: !answered, choices: sorted.map((one) => said(one)) }
  }
  const first = (known.data?.data ?? []).toSorted((a, b) => near.indexOf(a.id) - near.indexOf(b.id))
  const rest = rows.filter((one) => !near.includes(one.id))
  const mine = (one: Row) => Number(referenceIn(one.department)?.id === me.department?.id)
  const likely = first.map((one) => said(one, w('command.likely')))
  return {
    typed,
    type,
    waits: !answered,
    choices: [...likely, ...rest.toSorted((a, b) => mine(b) - mine(a)).map((one) => said(one, w('command.others')))],
  }
}

/** An act that asks for a colleague and nothing else: whoever is likely stands first, and the choice is the whole act. */
const ColleagueDialog = (props: DialogProps) => {
  const w = useWords()
  const text = useText()
  const form = useCommandForm(props.asked)
  const [name = ''] = Object.keys(props.asked.command.fields)
  const { typed, type, choices, waits } = useColleagues(props.asked, name)
  const give = async (id: string) => {
    const outcome = await form.submit({ [name]: id })
    if (!outcome) return
    rememberChosen('colleague', [id])
    props.finished(outcome)
  }
  return (
    <CommandFrame {...props} form={form} hint={w('command.enter_takes')} width={440} bare>
      {props.asked.command.help ? <p className="lk-label">{text(props.asked.command.help)}</p> : null}
      <Choices
        label={text(props.asked.command.fields[name]?.label)}
        typed={typed}
        type={type}
        choices={choices}
        waits={waits}
        take={(id) => void give(id)}
      />
      {form.problems[name] ? (
        <span className="lk-field-problem" role="alert">
          {form.problems[name]}
        </span>
      ) : null}
    </CommandFrame>
  )
}
export default ColleagueDialog
