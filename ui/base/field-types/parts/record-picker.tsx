import { Select } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { type Filter, personObject, type ReferenceValue, referenceIn, type Row, staffObject } from '@lianke/kernel'
import { nearness } from '../../client/lately.ts'
import { useModel } from '../../client/meta.ts'
import { useRecord, useRows } from '../../client/records.ts'
import { Avatar } from '../../feedback/avatar.tsx'
import { useText, useWords } from '../../i18n/i18n.ts'

/** A reference as the API gives it, or a bare id. */
export const referenceOf = (value: unknown): ReferenceValue | null => {
  if (typeof value === 'string' && value) return { id: value, title: null }
  const reference = referenceIn(value)
  return reference && { id: reference.id, title: reference.title ?? null }
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
  readonly filter?: Filter
}

/** Records found by what is typed; those that are chosen stay among them. */
const useFound = ({ to, value, many, open, filter }: Props) => {
  const object = useModel().object(to)
  const [q, setQ] = useState('')
  const [active, setActive] = useState(Boolean(open))
  const search = useDeferredValue(q.trim())
  const title = object?.title ?? 'name'
  const { data, isFetching, isPlaceholderData } = useRows(
    to,
    { limit: 20, fields: [title], ...(filter ? { filter } : {}), ...(search ? { search } : { sort: ['-updated_at'] }) },
    { enabled: active && Boolean(object) },
  )
  const chosen = many ? referencesOf(value) : [referenceOf(value)].flatMap((one) => one ?? [])
  const options = useMemo(() => {
    const typed = q.trim().toLowerCase()
    const rows = (data?.data ?? []).map((row: Row) => ({ value: row.id, title: String(row[title] ?? row.id) }))
    // Enter takes the first one: until the answer to what is typed is there, what does not fit it is no choice; a name typed whole comes first.
    const answered = !isPlaceholderData && search === q.trim()
    const found = rows
      .filter((row) => answered || row.title.toLowerCase().includes(typed))
      .sort((a, b) => nearness(a.title, typed) - nearness(b.title, typed))
    const kept = chosen
      .filter((one) => !found.some((row) => row.value === one.id))
      .map((one) => ({ value: one.id, title: one.title ?? '' }))
    return [...(q ? [] : kept), ...found, ...(q ? kept : [])]
  }, [data, title, q, chosen, isPlaceholderData, search])
  return { q, setQ, active, activate: () => setActive(true), chosen, options, isFetching }
}

/** Finds records of one object by typing; shows the ones touched last before anything is typed. */
export const RecordPicker = (props: Props) => {
  const { to, many, onChange, id, autoFocus, open, size, clear = true, disabled } = props
  const w = useWords()
  const text = useText()
  const { q, setQ, active, activate, chosen, options, isFetching } = useFound(props)
  const pick = (ids: readonly string[]) => {
    const picked = ids.map(
      (one): ReferenceValue => ({ id: one, title: options.find((option) => option.value === one)?.title ?? null }),
    )
    setQ('')
    onChange(many ? picked : (picked[0] ?? null))
  }
  const person = to === staffObject || to === personObject
  // Where no label stands before it, it says itself what is looked for.
  const said = text(useModel().object(to)?.label)
  return (
    <Select
      id={id}
      aria-label={id ? undefined : said}
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
      onFocus={activate}
      onOpenChange={(shown) => shown && activate()}
      loading={isFetching && active}
      value={many ? chosen.map((one) => one.id) : chosen[0]?.id}
      onChange={(next: string | string[] | null | undefined) => pick(Array.isArray(next) ? next : next ? [next] : [])}
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
