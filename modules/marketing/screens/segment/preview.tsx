import { person as personObject } from '@lianke/customer/contract'
import { type Filter, label, type Row } from '@lianke/kernel'
import { AsOf, Avatar, Failure, FieldValue, useModel, useNumbers, usePeek, useText } from '@lianke/ui'
import { personFieldsOf } from './preview-fields.ts'
import { usePreview } from './use-preview.ts'

const person = personObject.name
const fieldsMax = 3

/** What part of all people matches. */
const Share = ({ count }: { readonly count: number | undefined }) => {
  const text = useText()
  const { number } = useNumbers()
  const total = usePreview(null, []).data?.count ?? 0
  const share = count !== undefined && total > 0 ? Math.min(1, count / total) : 0
  return (
    <>
      <div className="lk-segment-share">
        <i style={{ width: `${share * 100}%` }} />
      </div>
      <div className="lk-label lk-num">
        {total > 0
          ? text(label('占全部 {total} 人的 {share}%', '{share}% of all {total}'), {
              total: number(total),
              share: number(share * 100, share > 0 && share < 0.1 ? 1 : 0),
            })
          : ''}
      </div>
    </>
  )
}

/** One who matches, with the values that the tree asks about. */
const Matching = ({ row, fields }: { readonly row: Row; readonly fields: readonly string[] }) => {
  const text = useText()
  const model = useModel()
  const { open } = usePeek()
  return (
    <button type="button" className="lk-plain lk-segment-person" onClick={() => open(person, row.id)}>
      <Avatar name={String(row.name ?? '')} size={24} />
      <span className="lk-grow" style={{ minWidth: 0 }}>
        <span className="lk-ellipsis" style={{ display: 'block' }}>
          {row.name ? String(row.name) : text(label('未命名', 'No name'))}
        </span>
        <span className="lk-segment-values">
          {(fields.length > 0 ? fields : ['stage']).map((name) => {
            const field = model.fieldAt(person, name)
            return field ? (
              <span key={name} className="lk-ellipsis" title={text(field.label)}>
                <FieldValue field={field} value={row[name]} />
              </span>
            ) : null
          })}
        </span>
      </span>
    </button>
  )
}

/** The number of people a tree has, alive while it is written, and ten of them with the values that matter. */
export const PreviewPanel = ({ filter }: { readonly filter: Filter | null }) => {
  const text = useText()
  const { number } = useNumbers()
  const fields = personFieldsOf(filter, fieldsMax)
  const { data, error, waiting, refetch } = usePreview(filter, fields)
  const sample = data?.sample ?? []
  return (
    <aside className="lk-segment-preview" aria-live="polite" aria-busy={waiting}>
      <div className="lk-label">{text(label('现在符合的客户', 'People who match now'))}</div>
      {error ? (
        <Failure small error={error} retry={() => void refetch()} />
      ) : (
        <>
          <div className={`lk-segment-count lk-num${waiting ? ' waiting' : ''}`}>
            {data ? number(data.count) : '…'}
            <small>{text(label('人', 'people'))}</small>
          </div>
          <Share count={data?.count} />
          {data ? <AsOf at={data.as_of} /> : null}
          {sample.length > 0 ? (
            <div className="lk-label" style={{ marginTop: 20 }}>
              {text(label('其中几位', 'Some of them'))}
            </div>
          ) : null}
          <div className={waiting ? 'waiting' : ''}>
            {sample.map((row) => (
              <Matching key={row.id} row={row} fields={fields} />
            ))}
          </div>
        </>
      )}
    </aside>
  )
}
