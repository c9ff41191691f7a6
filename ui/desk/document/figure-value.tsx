import type { Figure, MetaField, MetaObject, Row } from '@lianke/kernel'
import { useState } from 'react'
import { commonFields } from '../../base/client/meta.ts'
import { FieldValue, isEmpty } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { fieldOpen } from '../object-page/field-list.tsx'
import { CellEditor } from '../object-table/cell-editor.tsx'
import { leftOf } from './open-amount.ts'

interface Shown {
  readonly label: string
  /** The field it is, where it is one of the record. */
  readonly name: string | null
  readonly field: MetaField
  readonly value: unknown
}

/** A figure of a record with its name; null where the reader may not see it. */
export const useFigure = (object: MetaObject) => {
  const text = useText()
  return (row: Row, figure: Figure): Shown | null => {
    const name = typeof figure === 'string' ? figure : figure.of
    const field = object.fields[name] ?? commonFields[name]
    if (!field) return null
    if (typeof figure === 'string') return { label: text(field.label), name, field, value: row[name] }
    if (!object.fields[figure.less]) return null
    return { label: text(figure.label), name: null, field, value: leftOf(row, figure.of, figure.less) }
  }
}

interface Of {
  readonly object: MetaObject
  readonly row: Row
  save(values: Readonly<Record<string, unknown>>): void
}

/** One figure: read large, written where it stands. */
const One = ({ object, save, shown: { label, name, field, value } }: Of & { readonly shown: Shown }) => {
  const w = useWords()
  const [writing, setWriting] = useState(false)
  const open = name !== null && fieldOpen(object, name, field)
  const said = isEmpty(value) ? (
    <span className="lk-line-empty">{open ? w('field.empty') : '—'}</span>
  ) : (
    <FieldValue field={field} value={value} />
  )
  return (
    <div>
      <dt className="lk-label">{label}</dt>
      <dd>
        {writing && name ? (
          <CellEditor
            className="lk-line-editor"
            field={field}
            value={value}
            done={(next) => {
              setWriting(false)
              if (next) save({ [name]: next.value })
            }}
          />
        ) : open ? (
          <button type="button" className="lk-plain" onClick={() => setWriting(true)}>
            {said}
          </button>
        ) : (
          said
        )}
      </dd>
    </div>
  )
}

/** Figures read first: large, in a row, each with its name above it. */
export const FigureRow = ({ figures, ...of }: Of & { readonly figures: readonly Figure[] }) => {
  const shownOf = useFigure(of.object)
  const shown = figures.flatMap((figure) => shownOf(of.row, figure) ?? [])
  return shown.length === 0 ? null : (
    <dl className="lk-doc-figures">
      {shown.map((one) => (
        <One key={one.label} {...of} shown={one} />
      ))}
    </dl>
  )
}
