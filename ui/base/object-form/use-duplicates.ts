import { useEffect, useState } from 'react'
import { type MetaField, type MetaObject, type Row, traitsOf } from '@lianke/kernel'
import { useRows } from '../client/records.ts'

const checkDelayMs = 350
const lengthMin = 2

/** Fields whose value should name one record only. */
const identifies = (field: MetaField): boolean => Boolean(field.options.unique) || traitsOf(field).reaches !== undefined

/** Records that already have the value being typed, asked once the typing rests. */
export const useDuplicates = ({
  object,
  name,
  field,
  value,
  id,
}: {
  readonly object: MetaObject
  readonly name: string
  readonly field: MetaField
  readonly value: unknown
  readonly id?: string
}): readonly Row[] => {
  const typed = typeof value === 'string' ? value.trim() : ''
  const [asked, setAsked] = useState('')
  const worth = identifies(field) && field.operators.includes('eq') && typed.length >= (traitsOf(field).reaches ?? lengthMin)
  useEffect(() => {
    if (!worth) return setAsked('')
    const timer = setTimeout(() => setAsked(typed), checkDelayMs)
    return () => clearTimeout(timer)
  }, [typed, worth])
  const { data } = useRows(
    object.name,
    { filter: { field: name, op: 'eq', value: asked }, fields: [object.title], limit: 3 },
    { enabled: asked !== '' && worth },
  )
  return asked === typed && worth ? (data?.data ?? []).filter((row) => row.id !== id) : []
}
