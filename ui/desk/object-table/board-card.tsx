import { isObject, type MetaObject, referenceIn, type Row } from '@lianke/kernel'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { titleOf } from '../../base/client/title-of.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { FieldValue, isEmpty } from '../../base/field-types/registry.tsx'
import type { RowActs } from './row-acts.ts'

/** A reference to something that may not be seen: it has no title. */
const isUntitled = (value: unknown): boolean => isObject(value) && value.title === null

/** One record on a board, to be dragged. */
export const Card = ({
  object,
  row,
  lines,
  acts,
  peeked,
  onDrag,
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly lines: readonly string[]
  readonly acts: RowActs
  readonly peeked: boolean
  onDrag(row: Row | null): void
}) => {
  const model = useModel()
  const [dragging, setDragging] = useState(false)
  const owner = referenceIn(row.owner)
  return (
    <button
      type="button"
      className={`lk-card${peeked ? ' peeked' : ''}${dragging ? ' dragging' : ''}`}
      draggable={object.may.update}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        setDragging(true)
        onDrag(row)
      }}
      onDragEnd={() => {
        setDragging(false)
        onDrag(null)
      }}
      onClick={() => acts.peek(row)}
      onDoubleClick={() => acts.open(row)}
    >
      <span className="lk-row">
        <span className="lk-card-title lk-ellipsis lk-grow">{titleOf(object, row) || '—'}</span>
        {owner?.title ? <Avatar name={owner.title} size={18} /> : null}
      </span>
      {lines
        .filter((name) => !isEmpty(row[name]) && !isUntitled(row[name]))
        .map((name) => {
          const field = model.fieldAt(object.name, name)
          return field ? (
            <span key={name} className="lk-card-line">
              <FieldValue field={field} value={row[name]} />
            </span>
          ) : null
        })}
    </button>
  )
}
