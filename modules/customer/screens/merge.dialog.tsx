import './identities.css'
import { label, referenceIn } from '@lianke/kernel'
import { CommandFrame, type DialogProps, FieldValue, RecordPicker, request, useCommandForm, useModel, useText } from '@lianke/ui'
import { useQuery } from '@tanstack/react-query'

interface Preview {
  readonly kept: string
  readonly gone: string
  readonly fields: readonly { readonly name: string; readonly kept: unknown; readonly gone: unknown; readonly after: unknown }[]
  readonly moved: readonly { readonly object: string; readonly count: number }[]
}

const usePreviewed = (one: string | undefined, other: string | undefined) =>
  useQuery({
    queryKey: ['identity.merge_preview', one, other],
    queryFn: ({ signal }) => request<Preview>('/commands/identity.merge_preview', { body: { one, other }, signal }),
    enabled: Boolean(one && other && one !== other),
    retry: false,
  }).data

/** Every field of the two and what it will be. */
const Fields = ({ preview }: { readonly preview: Preview }) => {
  const text = useText()
  const fields = useModel().object('customer.person')?.fields ?? {}
  return (
    <table className="lk-merge">
      <thead>
        <tr>
          <th />
          <th>{text(label('保留的客户', 'Stays'))}</th>
          <th>{text(label('并入的客户', 'Goes into it'))}</th>
          <th>{text(label('合并后', 'Will be'))}</th>
        </tr>
      </thead>
      <tbody>
        {preview.fields.map(({ name, kept, gone, after }) => {
          const field = fields[name]
          return field && !field.options.hidden ? (
            <tr key={name} className={JSON.stringify(after) === JSON.stringify(kept) ? undefined : 'taken'}>
              <th scope="row">{text(field.label)}</th>
              {[kept, gone, after].map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three columns in their order
                <td key={index}>
                  <FieldValue field={field} value={value} />
                </td>
              ))}
            </tr>
          ) : null
        })}
      </tbody>
    </table>
  )
}

/** How much goes along. */
const Moved = ({ moved }: Pick<Preview, 'moved'>) => {
  const text = useText()
  const model = useModel()
  const said = moved.flatMap(({ object: name, count }) => {
    const object = model.object(name)
    return object ? [`${text(object.plural ?? object.label)} ${count}`] : []
  })
  return (
    <p className="lk-label">
      {said.length > 0
        ? text(label('一并转移：{what}', 'Moves along: {what}'), { what: said.join(' · ') })
        : text(label('没有需要转移的记录', 'Nothing moves along'))}
    </p>
  )
}

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
          <Fields preview={preview} />
          <Moved moved={preview.moved} />
        </>
      ) : null}
    </CommandFrame>
  )
}
export default MergeDialog
