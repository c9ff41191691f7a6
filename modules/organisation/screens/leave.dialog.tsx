import { label, referenceIn } from '@lianke/kernel'
import { CommandFrame, type DialogProps, RecordPicker, request, useCommandForm, useModel, useText } from '@lianke/ui'
import { useQuery } from '@tanstack/react-query'

interface Held {
  readonly held: readonly { readonly object: string; readonly count: number }[]
}

/** A colleague leaves: what there is to hand over, and to whom. */
const LeaveDialog = (props: DialogProps) => {
  const text = useText()
  const model = useModel()
  const form = useCommandForm(props.asked)
  const { target, command } = props.asked
  const id = target.kind === 'records' ? (target.ids[0] ?? '') : ''
  const { data } = useQuery({
    queryKey: ['staff.holds', id],
    queryFn: ({ signal }) => request<Held>('/commands/staff.holds', { body: { id }, signal }),
    enabled: id !== '',
  })
  const said = (data?.held ?? []).flatMap(({ object: name, count }) => {
    const object = model.object(name)
    return object && count > 0 ? [`${text(object.plural ?? object.label)} ${count}`] : []
  })
  return (
    <CommandFrame {...props} form={form} tells width={480}>
      <p>
        {said.length > 0
          ? text(label('名下有：{what}', 'Holds: {what}'), { what: said.join(' · ') })
          : text(label('名下没有需要交接的记录', 'Holds nothing to hand over'))}
      </p>
      <div className="lk-field">
        <label htmlFor="act-successor">{text(command.fields.successor?.label)}</label>
        <RecordPicker
          id="act-successor"
          to="organisation.staff"
          value={referenceIn(form.values.successor)}
          autoFocus
          filter={{
            and: [
              { field: 'status', op: 'eq', value: 'active' },
              { field: 'id', op: 'ne', value: id },
            ],
          }}
          onChange={(value) => form.change('successor', referenceIn(value))}
        />
        {form.problems.successor ? (
          <span className="lk-field-problem" role="alert">
            {form.problems.successor}
          </span>
        ) : (
          <span className="lk-label">{text(label('不选则先不交接', 'Nobody: nothing is handed over yet'))}</span>
        )}
      </div>
    </CommandFrame>
  )
}
export default LeaveDialog
