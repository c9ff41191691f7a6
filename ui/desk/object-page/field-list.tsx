import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { isShown, type MetaField, type MetaObject, offeredField, type Row, targetOf } from '@lianke/kernel'
import { fieldsOf, useModel } from '../../base/client/meta.ts'
import { listPath } from '../../base/client/peek.ts'
import { FieldValue, fieldWidgets, isEmpty } from '../../base/field-types/registry.tsx'
import { RecordOn } from '../../base/field-types/parts/record-on.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { CellEditor } from '../object-table/cell-editor.tsx'
import { RollUpLeftOut } from './roll-up-left-out.tsx'
import { rowsBehind } from './rows-behind.ts'
import { sectionsOf } from '../../base/object-form/form-fields.ts'

/** May a field be written where it stands? */
export const fieldOpen = (object: MetaObject, name: string, field: MetaField): boolean =>
  object.may.update &&
  !object.ledger &&
  field.writable &&
  !field.options.readOnly &&
  !field.options.fixed &&
  !field.access &&
  fieldWidgets[field.type].Input !== null &&
  name !== 'id'

interface LineProps {
  readonly object: MetaObject
  readonly name: string
  readonly field: MetaField
  readonly row: Row
  save(values: Record<string, unknown>): void
}

const EditButton = ({ said, edit }: { readonly said: string; edit(): void }) => (
  <button type="button" className="lk-icon-button small lk-line-edit" aria-label={said} onClick={edit}>
    <Icon name="edit" size={13} />
  </button>
)

/** A figure opens the records it is made of. */
const Behind = ({ field, id, children }: { readonly field: MetaField; readonly id: string; readonly children: ReactNode }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const rows = rowsBehind(field, id)
  const child = rows ? model.object(rows.object) : undefined
  if (!rows || !child || child.hidden) return children
  return (
    <Link
      to={listPath(rows.object)}
      search={{ filter: rows.filter } as never}
      title={w('page.rows_behind', { what: text(field.label) })}
    >
      {children}
    </Link>
  )
}

/** One field of a record: its value, and its input where it stands once clicked. */
export const FieldLine = ({ object, name, field, row, save }: LineProps) => {
  const w = useWords()
  const text = useText()
  const [editing, setEditing] = useState(false)
  const open = fieldOpen(object, name, field)
  const value = row[name]
  // What leads somewhere cannot stand in a button: it has one beside it.
  const leads = open && targetOf(field) !== undefined && !isEmpty(value)
  return (
    <div className="lk-line" data-field={name}>
      <span className="lk-line-label" title={field.options.help ? text(field.options.help) : undefined}>
        {text(field.label)}
      </span>
      {editing ? (
        <CellEditor
          className="lk-line-editor"
          field={offeredField(field, name, row)}
          value={value}
          done={(next) => {
            setEditing(false)
            if (next) save({ [name]: next.value })
          }}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: a button cannot hold the links that values are made of
        <div
          className={`lk-line-value${open ? ' open' : ''}`}
          {...(open && !leads
            ? {
                role: 'button',
                tabIndex: 0,
                onClick: () => setEditing(true),
                onKeyDown: (event) => {
                  if (event.key === 'Enter' && event.target === event.currentTarget) {
                    event.preventDefault()
                    setEditing(true)
                  }
                },
              }
            : {})}
        >
          {isEmpty(value) ? (
            <span className="lk-line-empty">{open ? w('field.empty') : '—'}</span>
          ) : (
            <Behind field={field} id={row.id}>
              <FieldValue field={field} value={value} place="page" row={row} />
            </Behind>
          )}
          {typeof field.options.child === 'string' ? <RollUpLeftOut field={field} id={row.id} /> : null}
          {field.access === 'masked' ? <Icon name="lock" size={12} /> : null}
          {leads ? <EditButton said={`${w('common.edit')} ${text(field.label)}`} edit={() => setEditing(true)} /> : null}
        </div>
      )}
    </div>
  )
}

/** All fields of a record in their sections; long sections show the filled ones first. */
export const FieldList = ({
  object,
  row,
  save,
  brief,
}: {
  readonly object: MetaObject
  readonly row: Row
  save(values: Record<string, unknown>): void
  readonly brief?: boolean
}) => {
  const w = useWords()
  const text = useText()
  const [all, setAll] = useState(false)
  const fields = Object.entries(fieldsOf(object))
    .filter(([name, field]) => name !== object.title && name !== 'avatar' && !field.options.hidden)
    // What the record does not ask for is told only where it holds something.
    .filter(([name, field]) => isShown(field, row) || !isEmpty(row[name]))
    .map(([name, field]) => ({ name, field }))
  const told = fields.filter(({ name, field }) => !isEmpty(row[name]) || field.options.inList || field.options.required)
  const shown = all || !brief ? fields : told
  return (
    <RecordOn value={`${object.name}/${row.id}`}>
      <div className="lk-lines-list">
        {sectionsOf(shown).map((section) => (
          <section key={section.label?.en ?? ''}>
            {section.label ? <h3 className="lk-side-title">{text(section.label)}</h3> : null}
            {section.fields.map(({ name, field }) => (
              <FieldLine key={name} object={object} name={name} field={field} row={row} save={save} />
            ))}
          </section>
        ))}
        {brief && fields.length > told.length ? (
          <button type="button" className="lk-filter-add" style={{ marginLeft: 8 }} onClick={() => setAll(!all)}>
            <Icon name={all ? 'chevron-up' : 'chevron-down'} size={14} />
            {all ? w('form.less') : w('form.more', { n: fields.length - told.length })}
          </button>
        ) : null}
      </div>
    </RecordOn>
  )
}
