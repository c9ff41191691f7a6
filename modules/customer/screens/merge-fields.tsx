import './identities.css'
import { label } from '@lianke/kernel'
import { FieldValue, request, useModel, useText } from '@lianke/ui'
import { useQuery } from '@tanstack/react-query'

/** What merging two would do. */
export interface Preview {
  readonly kept: string
  readonly gone: string
  readonly fields: readonly { readonly name: string; readonly kept: unknown; readonly gone: unknown; readonly after: unknown }[]
  readonly moved: readonly { readonly object: string; readonly count: number }[]
}

export const usePreviewed = (one: string | undefined, other: string | undefined) =>
  useQuery({
    queryKey: ['identity.merge_preview', one, other],
    queryFn: ({ signal }) => request<Preview>('/commands/identity.merge_preview', { body: { one, other }, signal }),
    enabled: Boolean(one && other && one !== other),
    retry: false,
  }).data

/** Every field of the two and what it will be. */
export const MergeFields = ({ preview }: { readonly preview: Preview }) => {
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
export const MergeMoves = ({ moved }: Pick<Preview, 'moved'>) => {
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
