import { Button } from 'antd'
import type { MetaObject, Row } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { FieldValue, fieldWidgets, isEmpty } from '../../base/field-types/registry.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import type { RowActs } from './row-acts.ts'
import { valueAt } from './column.ts'
import { titleOf } from '../../base/client/title-of.ts'

const linesMax = 2

/** The list on a phone: one card line per record. */
export const CardList = ({
  object,
  rows,
  columns,
  acts,
  more,
  loadMore,
}: {
  readonly object: MetaObject
  readonly rows: readonly Row[]
  readonly columns: readonly string[]
  readonly acts: RowActs
  readonly more: boolean
  loadMore(): void
}) => {
  const w = useWords()
  const model = useModel()
  return (
    <div className="lk-cards">
      {rows.map((row) => {
        const title = titleOf(object, row) || '—'
        const shown = columns
          .filter(
            (name) =>
              name !== object.title &&
              !fieldWidgets[model.fieldAt(object.name, name)?.type ?? 'text'].tooWide &&
              !isEmpty(valueAt(row, name)),
          )
          .slice(0, linesMax)
        return (
          <button key={row.id} type="button" className="lk-cards-item" onClick={() => acts.open(row)}>
            <Avatar name={title} size={36} square={object.person !== 'id'} />
            <span className="lk-grow">
              <span className="lk-title-3 lk-ellipsis" style={{ display: 'block' }}>
                {title}
              </span>
              <span className="lk-row lk-muted" style={{ fontSize: 12, gap: 10, overflow: 'hidden' }}>
                {shown.map((name) => {
                  const field = model.fieldAt(object.name, name)
                  return field ? <FieldValue key={name} field={field} value={valueAt(row, name)} row={row} /> : null
                })}
              </span>
            </span>
          </button>
        )
      })}
      {more ? (
        <div style={{ padding: 16, textAlign: 'center' }}>
          <Button onClick={loadMore}>{w('list.more_rows')}</Button>
        </div>
      ) : null}
    </div>
  )
}
