import { Select } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { type ReferenceValue, type Row, staffObject, personObject } from '@lianke/kernel'
import { useModel } from '../../client/meta.ts'
import { useRecord, useRows } from '../../client/records.ts'
import { Avatar } from '../../feedback/avatar.tsx'
import { useWords } from '../../i18n/i18n.ts'

/** A reference as the API gives it, or a bare id. */
export const referenceOf = (value: unknown): ReferenceValue | null => {
  if (typeof value === 'string' && value) return { id: value, title: null }
  if (typeof value === 'object' && value !== null && typeof (value as { id?: unknown }).id === 'string')
    return { id: (value as ReferenceValue).id, title: (value as ReferenceValue).title ?? null }
  return null
}
export const referencesOf = (value: unknown): ReferenceValue[] =>
  Array.isArray(value) ? value.flatMap((one) => referenceOf(one) ?? []) : []

/** Title of a record known by its id only (conditions keep bare ids). */
export const RecordTitle = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const meta = useModel().object(object)
  const { data } = useRecord(object, id)
  return <>{data && meta ? String(data[meta.title] ?? '') : '…'}</>
}

interface Props {
  readonly to: string
  readonly value: unknown
  readonly many?: boolean
  onChange(value: ReferenceValue | ReferenceValue[] | null): void
  readonly id?: string
  readonly autoFocus?: boolean
  readonly open?: boolean
  readonly size?: 'small'
  readonly clear?: boolean
  readonly disabled?: boolean
  readonly filter?: import('@lianke/kernel').Filter
}

/** Finds records of one object by typing; shows the ones touched last before anything is typed. */
export const RecordPicker = ({ to, value, many, onChange, id, autoFocus, open, size, clear = true, disabled, filter }: Props) => {
  const w = useWords()
  const object = useModel().object(to)
  const [q, setQ] = useState('')
  const [active, setActive] = useState(Boolean(open))
  const search = useDeferredValue(q.trim())
  const title = object?.title ?? 'name'
  const { data, isFetching } = useRows(
    to,
    { limit: 20, fields: [title], ...(filter ? { filter } : {}), ...(search ? { search } : { sort: ['-updated_at'] }) },
    { enabled: active && Boolean(object) },
  )
  const chosen = many ? referencesOf(value) : [referenceOf(value)].flatMap((one) => one ?? [])
  const options = useMemo(() => {
    const found = (data?.data ?? []).map((row: Row) => ({ value: row.id, title: String(row[title] ?? row.id) }))
    const kept = chosen
      .filter((one) => !found.some((row) => row.value === one.id))
      .map((one) => ({ value: one.id, title: one.title ?? '' }))
    return [...(q ? [] : kept), ...found, ...(q ? kept : [])]
  }, [data, title, q, chosen])
  const pick = (ids: string | string[] | null | undefined) => {
    const full = (one: string): ReferenceValue => ({
      id: one,
      title: options.find((option) => option.value === one)?.title ?? null,
    })
    setQ('')
    if (many) onChange(((ids as string[] | undefined) ?? []).map(full))
    else onChange(ids ? full(ids as string) : null)
  }
  const person = to === staffObject || to === personObject
  return (
    <Select
      id={id}
      style={{ width: '100%', minWidth: size ? 140 : undefined }}
      size={size}
      mode={many ? 'multiple' : undefined}
      autoFocus={autoFocus}
      defaultOpen={open}
      disabled={disabled}
      allowClear={clear}
      placeholder={w('field.search')}
      popupMatchSelectWidth={false}
      showSearch={{ filterOption: false, onSearch: setQ, searchValue: q }}
      onFocus={() => setActive(true)}
      onOpenChange={(shown) => shown && setActive(true)}
      loading={isFetching && active}
      value={(many ? chosen.map((one) => one.id) : chosen[0]?.id) as never}
      onChange={(next) => pick(next as string | string[])}
      notFoundContent={isFetching ? null : <span className="lk-muted">{w('field.none_found')}</span>}
      options={options.map((option) => ({
        value: option.value,
        label: option.title ? (
          <span className="lk-row" style={{ gap: 6 }}>
            {person ? <Avatar name={option.title} size={18} /> : null}
            <span className="lk-ellipsis">{option.title}</span>
          </span>
        ) : (
          <RecordTitle object={to} id={option.value} />
        ),
      }))}
    />
  )
}
