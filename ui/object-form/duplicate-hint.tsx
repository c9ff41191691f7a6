import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { MetaField, MetaObject } from '@lianke/kernel'
import { useRows } from '../client/records.ts'
import { useText, useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'
import { recordPath } from '../shell/peek.ts'

const checkDelayMs = 350
const lengthMin: Partial<Record<MetaField['type'], number>> = { phone: 11, email: 5 }

/** Fields whose value should name one record only. */
const identifies = (field: MetaField): boolean => Boolean(field.options.unique) || field.type === 'phone' || field.type === 'email'

/** Warns while typing that a record with this value exists, before anything is saved twice. */
export const DuplicateHint = ({ object, name, field, value, id }: { readonly object: MetaObject; readonly name: string; readonly field: MetaField; readonly value: unknown; readonly id?: string }) => {
  const w = useWords()
  const text = useText()
  const typed = typeof value === 'string' ? value.trim() : ''
  const [asked, setAsked] = useState('')
  const worth = identifies(field) && field.operators.includes('eq') && typed.length >= (lengthMin[field.type] ?? 2)
  useEffect(() => {
    if (!worth) return setAsked('')
    const timer = setTimeout(() => setAsked(typed), checkDelayMs)
    return () => clearTimeout(timer)
  }, [typed, worth])
  const { data } = useRows(object.name, { filter: { field: name, op: 'eq', value: asked }, fields: [object.title], limit: 3 }, { enabled: asked !== '' && worth })
  const found = asked === typed && worth ? (data?.data ?? []).filter((row) => row.id !== id) : []
  if (found.length === 0) return null
  return (
    <span className="lk-field-hint" role="status"><Icon name="warning" size={13} />{w('form.duplicate', { field: text(field.label) })}
      {found.map((row) => <Link key={row.id} to={recordPath(object.name, row.id)} target="_blank">{String(row[object.title] ?? '') || w('form.duplicate_open')}</Link>)}</span>
  )
}
