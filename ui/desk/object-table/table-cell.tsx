import { type MetaObject, type Row, staffObject, traitsOf } from '@lianke/kernel'
import { titleOf } from '../../base/client/title-of.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { RecordOn } from '../../base/field-types/parts/record-on.ts'
import { FieldValue, fieldWidgets } from '../../base/field-types/registry.tsx'
import { CellEditor } from './cell-editor.tsx'
import { type Column, editable, valueAt } from './column.ts'
import type { RowActs } from './row-acts.ts'
import { RowButtons } from './row-buttons.tsx'

interface Cell {
  readonly object: MetaObject
  readonly row: Row
  readonly column: Column
  readonly acts: RowActs
}

/** The first cell: who or what the row is, the way to it, and what can be done with it. */
const TitleCell = ({ object, row, column: { name, field }, acts }: Cell) => {
  const title = titleOf(object, row) || '—'
  const faced = object.person === 'id' || object.name === staffObject || 'avatar' in object.fields
  return (
    <>
      {faced ? <Avatar name={title} src={typeof row.avatar === 'string' ? row.avatar : null} size={22} /> : null}
      <a
        className="lk-td-title lk-ellipsis"
        href={`/o/${object.name.replace('.', '/')}/${row.id}`}
        tabIndex={-1}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return event.stopPropagation()
          event.preventDefault()
          event.stopPropagation()
          acts.open(row)
        }}
      >
        {traitsOf(field).key === 'text' && !traitsOf(field).reaches ? (
          title
        ) : (
          <FieldValue field={field} value={valueAt(row, name)} />
        )}
      </a>
      <RowButtons object={object} row={row} acts={acts} />
    </>
  )
}

const ValueCell = ({ object, row, column: { name, field } }: Cell) => {
  const shown = <FieldValue field={field} value={valueAt(row, name)} row={row} />
  return traitsOf(field).files ? <RecordOn value={`${object.name}/${row.id}`}>{shown}</RecordOn> : shown
}

/** One cell: its value, or the input over it. */
export const TableCell = ({
  first,
  cursor,
  editing,
  edit,
  ...cell
}: Cell & {
  readonly first: boolean
  /** Does the cursor stand on it? */
  readonly cursor: boolean
  readonly editing: boolean
  edit(on: boolean): void
}) => {
  const { object, row, column, acts } = cell
  const end = fieldWidgets[column.field.type].align === 'end'
  return (
    <div
      role="gridcell"
      className={`lk-td${first ? ' first' : ''}${end ? ' end' : ''}${cursor ? ' cursor' : ''}`}
      style={{ width: column.width }}
      onDoubleClick={(event) => {
        if (editable(object, column)) {
          event.stopPropagation()
          edit(true)
        }
      }}
    >
      {editing ? (
        <CellEditor
          field={column.field}
          value={valueAt(row, column.name)}
          done={(next) => {
            edit(false)
            if (next !== undefined) acts.save(row, column.name, next.value)
          }}
        />
      ) : first ? (
        <TitleCell {...cell} />
      ) : (
        <ValueCell {...cell} />
      )}
    </div>
  )
}
