import type { Figure, MetaField, MetaObject, Row } from '@lianke/kernel'
import { commonFields } from '../../base/client/meta.ts'
import { FieldValue, isEmpty } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { leftOf } from './open-amount.ts'

export interface Shown {
  readonly label: string
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
    if (typeof figure === 'string') return { label: text(field.label), field, value: row[name] }
    return object.fields[figure.less] ? { label: text(figure.label), field, value: leftOf(row, figure.of, figure.less) } : null
  }
}

/** Figures read first: large, in a row, each with its name above it. */
export const FigureRow = ({
  object,
  row,
  figures,
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly figures: readonly Figure[]
}) => {
  const shownOf = useFigure(object)
  const shown = figures.flatMap((figure) => shownOf(row, figure) ?? [])
  return shown.length === 0 ? null : (
    <dl className="lk-doc-figures">
      {shown.map(({ label, field, value }) => (
        <div key={label}>
          <dt className="lk-label">{label}</dt>
          <dd>{isEmpty(value) ? <span className="lk-line-empty">—</span> : <FieldValue field={field} value={value} />}</dd>
        </div>
      ))}
    </dl>
  )
}
