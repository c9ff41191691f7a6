import { isObject, type MetaObject, referenceIn, type Row, textIn } from '@lianke/kernel'
import { type KeyboardEvent, useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { titleOf } from '../../base/client/title-of.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { FieldValue, isEmpty } from '../../base/field-types/registry.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { daysSince } from '../document/path-places.ts'
import type { BoardFace } from './board-face.ts'
import type { RowActs } from './row-acts.ts'

/** A reference to something that may not be seen: it has no title. */
const isUntitled = (value: unknown): boolean => isObject(value) && value.title === null

interface Of {
  readonly object: MetaObject
  readonly row: Row
  readonly face: BoardFace
}

const Value = ({ object, row, name }: Omit<Of, 'face'> & { readonly name: string }) => {
  const field = useModel().fieldAt(object.name, name)
  // The card is a button: what it names is said, not linked.
  const named = referenceIn(row[name])?.title
  if (named) return <span className="lk-ellipsis">{named}</span>
  return field && !isEmpty(row[name]) && !isUntitled(row[name]) ? <FieldValue field={field} value={row[name]} row={row} /> : null
}

/** By when; in red what is past and still stands here. */
const Due = ({ day }: { readonly day: string }) => {
  const { brief, now } = useMoment()
  const late = day.slice(0, 10) < now().format('YYYY-MM-DD')
  return <time className={late ? 'late' : undefined}>{brief(day)}</time>
}

/** What decides: how much, by when, for how long it has stood here. */
const Foot = ({ object, row, face: { amount, due, since } }: Of) => {
  const w = useWords()
  const [by, from] = [due ? textIn(row[due]) : null, since ? textIn(row[since]) : null]
  if (!amount && !by && !from) return null
  return (
    <span className="lk-card-foot">
      <b className="lk-num lk-grow">{amount ? <Value object={object} row={row} name={amount} /> : null}</b>
      {by ? <Due day={by} /> : null}
      {from ? <span title={w('page.days_title')}>{w('page.days_here', { n: daysSince(from, Date.now()) })}</span> : null}
    </span>
  )
}

interface Props extends Of {
  readonly acts: RowActs
  readonly peeked: boolean
  onDrag(row: Row | null): void
  /** Shift and an arrow: into the column beside. */
  onShift(by: 1 | -1): void
}

/** One record on a board, to be dragged, or moved by keys. */
export const Card = ({ object, row, face, acts, peeked, onDrag, onShift }: Props) => {
  const [dragging, setDragging] = useState(false)
  const owner = referenceIn(row.owner)
  const about = face.about.filter((name) => !isEmpty(row[name]) && !isUntitled(row[name]))
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null
    if (!event.shiftKey || by === null) return
    event.preventDefault()
    onShift(by)
  }
  return (
    <button
      type="button"
      className={`lk-card${peeked ? ' peeked' : ''}${dragging ? ' dragging' : ''}`}
      draggable={object.may.update}
      onKeyDown={onKeyDown}
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
      {about.length > 0 ? (
        <span className="lk-card-line lk-ellipsis">{about.map((name) => referenceIn(row[name])?.title).join(' · ')}</span>
      ) : null}
      {face.more.map((name) => (
        <span key={name} className="lk-card-line">
          <Value object={object} row={row} name={name} />
        </span>
      ))}
      <Foot object={object} row={row} face={face} />
    </button>
  )
}
