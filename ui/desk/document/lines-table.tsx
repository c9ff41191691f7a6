import type { DocumentPage, MetaField, MetaObject, Row } from '@lianke/kernel'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { Line } from '../../base/object-form/lines.ts'
import { LineCell } from './line-cell.tsx'
import { LinesSums } from './lines-sums.tsx'
import { useLineCursor } from './use-line-cursor.ts'
import { type DocumentLinesState, linesOpen, useDocumentLines } from './use-lines.ts'
import { usePasting } from './use-pasting.ts'

type Lines = NonNullable<DocumentPage['lines']>
interface Column {
  readonly name: string
  readonly field: MetaField
}
const takes = ({ field }: Column): boolean =>
  field.writable && !field.options.readOnly && !field.access && fieldWidgets[field.type].Input !== null

const Head = ({ columns, open }: { readonly columns: readonly Column[]; readonly open: boolean }) => {
  const text = useText()
  return (
    <thead>
      <tr>
        <th className="number">#</th>
        {columns.map(({ name, field }) => (
          <th key={name} scope="col" className={fieldWidgets[field.type].align}>
            {text(field.label)}
          </th>
        ))}
        {open ? <th className="remove" /> : null}
      </tr>
    </thead>
  )
}

interface RowProps {
  readonly line: Line
  readonly index: number
  readonly columns: readonly Column[]
  readonly state: DocumentLinesState
  readonly cursor: ReturnType<typeof useLineCursor>
  readonly open: boolean
  /** The one below the last, to be written into. */
  readonly fresh: boolean
}
const LineRow = ({ line, index, columns, state, cursor, open, fresh }: RowProps) => {
  const w = useWords()
  const { at, writing, go, next } = cursor
  const complaint = state.complaints.get(index)
  return (
    <>
      <tr className={complaint ? 'bad' : undefined}>
        <td className="number">{fresh ? <Icon name="plus" size={13} /> : index + 1}</td>
        {columns.map((column, place) => {
          const { name, field } = column
          const current = at.row === index && at.column === place
          return (
            <LineCell
              key={name}
              field={field}
              value={line[name] ?? null}
              place={`${index}:${place}`}
              current={current}
              writing={current && writing && open}
              open={open && takes(column) && !(line.id && field.options.fixed)}
              hint={fresh && place === 0 ? w('page.line_add') : undefined}
              enter={(write) => go(index, place, write)}
              done={(given, on) => {
                if (given) void state.set(line.key, name, given.value)
                const to = on === 'next' ? next({ row: index, column: place }) : null
                if (to) go(to.row, to.column, true)
                else go(index, place)
              }}
            />
          )
        })}
        {open ? (
          <td className="remove">
            {fresh ? null : (
              <button
                type="button"
                className="lk-icon-button small"
                tabIndex={-1}
                aria-label={w('page.line_remove', { n: index + 1 })}
                onClick={() => state.remove(line.key)}
              >
                <Icon name="close" size={13} />
              </button>
            )}
          </td>
        ) : null}
      </tr>
      {complaint ? (
        <tr className="complaint">
          <td colSpan={columns.length + 2}>
            <span className="lk-field-problem" role="alert">
              {complaint}
            </span>
          </td>
        </tr>
      ) : null}
    </>
  )
}

const freshKey = 'fresh'

/** The lines of a document: a table that is read and, while the document is open, written like a spreadsheet; what it comes to right below. */
export const LinesTable = ({
  object,
  row,
  lines: page,
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly lines: Lines
}) => {
  const w = useWords()
  const text = useText()
  const state = useDocumentLines(object, row, page)
  const open = linesOpen(object, row, page.part)
  const { child, lines } = state
  const columns = page.columns.flatMap((name): Column[] => {
    const field = child?.fields[name]
    return field ? [{ name, field }] : []
  })
  const shown: readonly Line[] = open ? [...lines, { key: freshKey }] : lines
  const cursor = useLineCursor(
    shown.length,
    columns.length,
    (place) => open && columns[place] !== undefined && takes(columns[place]),
    (index) => open && lines[index] && state.remove(lines[index].key),
  )
  const paste = usePasting(state, columns)
  if (!child) return null
  return (
    <section className="lk-doc-lines" aria-label={text(child.plural ?? child.label)}>
      <table
        ref={cursor.grid}
        onKeyDown={cursor.onKeyDown}
        onPaste={(event) => (open && !cursor.writing ? paste(event, cursor.at) : undefined)}
      >
        <Head columns={columns} open={open} />
        <tbody>
          {shown.map((line, index) => (
            <LineRow
              key={line.key === freshKey ? `${freshKey}-${lines.length}` : line.key}
              line={line.key === freshKey ? { key: `${freshKey}-${lines.length}` } : line}
              index={index}
              columns={columns}
              state={state}
              cursor={cursor}
              open={open}
              fresh={line.key === freshKey}
            />
          ))}
        </tbody>
        {page.sums ? (
          <LinesSums object={object} row={row} sums={page.sums} columns={page.columns} trailing={open ? 1 : 0} />
        ) : null}
      </table>
      {!open && lines.length === 0 ? <p className="lk-muted">{w('page.no_lines')}</p> : null}
    </section>
  )
}
