import { isObject, tagObject } from '@lianke/kernel'
import { Select } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import {
  useModel,
  useRows,
  useWords,
  type DisplayProps,
  type FieldWidget,
  type FilterEditorProps,
  type InputProps,
} from '@lianke/ui/field-desk'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const keyOf = (tag: unknown): string => (isObject(tag) ? String(tag.id ?? '') : String(tag))

/** The tags a company keeps: what may be picked, and the names behind ids. */
const useTags = (needed: boolean, search = '') => {
  const known = Boolean(useModel().object(tagObject))
  const { data } = useRows(
    tagObject,
    { limit: 200, sort: ['name'], fields: ['name', 'tag_group'], ...(search ? { search } : {}) },
    { enabled: known && needed, staleTime: 5 * 60_000 },
  )
  return useMemo(() => {
    const rows = data?.data ?? []
    const names = new Map(rows.map((row) => [row.id, String(row.name)]))
    return {
      rows,
      nameOf: (tag: unknown) =>
        typeof tag === 'object' && tag !== null && 'title' in tag
          ? String(tag.title)
          : (names.get(keyOf(tag)) ?? (uuid.test(keyOf(tag)) ? '…' : keyOf(tag))),
    }
  }, [data])
}
const Display = ({ value, place }: DisplayProps) => {
  const list = Array.isArray(value) ? (value as unknown[]) : []
  const { nameOf } = useTags(list.some((tag) => typeof tag === 'string' && uuid.test(tag)))
  return (
    <span
      className={`lk-row${place === 'page' ? '' : ' lk-fade'}`}
      style={{ gap: 4, flexWrap: place === 'page' ? 'wrap' : 'nowrap', width: '100%' }}
    >
      {list.map((tag) => (
        <span key={keyOf(tag)} className="lk-pill lk-tag">
          {nameOf(tag)}
        </span>
      ))}
    </span>
  )
}
const Picker = ({
  value,
  onChange,
  size,
  ...rest
}: {
  readonly value: unknown
  onChange(value: unknown): void
  readonly size?: 'small'
  readonly id?: string
  readonly autoFocus?: boolean
  readonly disabled?: boolean
  readonly inCell?: boolean
}) => {
  const w = useWords()
  const [q, setQ] = useState('')
  const search = useDeferredValue(q.trim())
  // A company may keep more tags than one page holds: what is typed is looked for among all of them.
  const { rows, nameOf } = useTags(true, search)
  const current = (Array.isArray(value) ? (value as unknown[]) : []).map(keyOf)
  const byId = current.some((tag) => uuid.test(tag))
  return (
    <Select
      id={rest.id}
      aria-label={rest.id ? undefined : w('filter.value')}
      mode="tags"
      size={size}
      style={{ width: '100%', minWidth: size ? 150 : undefined }}
      autoFocus={rest.autoFocus}
      defaultOpen={rest.inCell}
      disabled={rest.disabled}
      placeholder={w('field.choose')}
      value={current}
      onChange={onChange}
      showSearch={{ optionFilterProp: 'label', onSearch: setQ }}
      options={[
        ...rows.map((row) => ({ value: byId ? row.id : String(row.name), label: String(row.name) })),
        ...current
          .filter((tag) => !rows.some((row) => row.id === tag || row.name === tag))
          .map((tag) => ({ value: tag, label: nameOf(tag) })),
      ]}
    />
  )
}
const Input = ({ value, onChange, id, autoFocus, inCell, disabled }: InputProps) => (
  <Picker id={id} value={value} onChange={onChange} autoFocus={autoFocus} inCell={inCell} disabled={disabled} />
)
const FilterEditor = ({ value, onChange }: FilterEditorProps) => <Picker size="small" value={value} onChange={onChange} />
export const tagsDesk: FieldWidget = {
  align: 'start',
  width: 200,
  icon: 'tags',
  Display,
  Input,
  FilterEditor,
  wide: true,
  short: true,
  tooWide: true,
}
