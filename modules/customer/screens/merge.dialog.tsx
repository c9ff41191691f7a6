import { label, referenceIn } from '@lianke/kernel'
import { CommandFrame, type DialogProps, RecordPicker, useCommandForm, useText } from '@lianke/ui'
import { MergeFields, MergeMoves, usePreviewed } from './merge-fields.tsx'

/** Merging: who the other one is, and before anything is written every field of both and what moves. */
const MergeDialog = (props: DialogProps) => {
  const text = useText()
  const form = useCommandForm(props.asked)
  const { target } = props.asked
  const one = target.kind === 'records' ? target.ids[0] : undefined
  const other = referenceIn(form.values.with)
  const preview = usePreviewed(one, other?.id)
  return (
    <CommandFrame
      {...props}
      form={form}
      tells
      width={preview ? 760 : 520}
      hint={text(label('合并后可在合并记录里撤销', 'A merge can be undone from its record'))}
    >
      <div className="lk-field">
        <label htmlFor="act-with">{text(props.asked.command.fields.with?.label)}</label>
        <RecordPicker
          id="act-with"
          to="customer.person"
          value={other}
          autoFocus
          filter={{ field: 'id', op: 'ne', value: one ?? '' }}
          onChange={(value) => form.change('with', referenceIn(value))}
        />
        {form.problems.with ? (
          <span className="lk-field-problem" role="alert">
            {form.problems.with}
          </span>
        ) : null}
      </div>
      {preview ? (
        <>
          <MergeFields preview={preview} />
          <MergeMoves moved={preview.moved} />
        </>
      ) : null}
    </CommandFrame>
  )
}
export default MergeDialog
