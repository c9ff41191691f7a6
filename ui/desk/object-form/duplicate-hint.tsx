import { Link } from '@tanstack/react-router'
import type { MetaField, MetaObject } from '@lianke/kernel'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { recordPath } from '../../base/client/peek.ts'
import { useDuplicates } from '../../base/object-form/use-duplicates.ts'

/** Warns while typing that a record with this value exists, before anything is saved twice. */
export const DuplicateHint = (props: {
  readonly object: MetaObject
  readonly name: string
  readonly field: MetaField
  readonly value: unknown
  readonly id?: string
}) => {
  const w = useWords()
  const text = useText()
  const { object, field } = props
  const found = useDuplicates(props)
  if (found.length === 0) return null
  return (
    <span className="lk-field-hint" role="status">
      <Icon name="warning" size={13} />
      {w('form.duplicate', { field: text(field.label) })}
      {found.map((row) => (
        <Link key={row.id} to={recordPath(object.name, row.id)} target="_blank">
          {String(row[object.title] ?? '') || w('form.duplicate_open')}
        </Link>
      ))}
    </span>
  )
}
