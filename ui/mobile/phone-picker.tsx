import { useCallback, useState } from 'react'
import { type Filter, type MetaField, type ReferenceValue, targetOfField } from '@lianke/kernel'
import { useRows } from '../client/records.ts'
import { useText, useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'
import { useModel } from './model.ts'
import { SearchBox } from './search-box.tsx'

const shownMax = 8

/** A record picked by name: what is chosen, or a search with the ones touched last. */
export const PhonePicker = ({
  field,
  value,
  problem,
  onChange,
}: {
  readonly field: MetaField
  readonly value: ReferenceValue | null
  readonly problem: string | undefined
  onChange(value: ReferenceValue | null): void
}) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const [q, setQ] = useState('')
  const search = useCallback((next: string) => setQ(next), [])
  const to = targetOfField(field) ?? ''
  const title = model.object(to)?.title ?? 'name'
  const where = field.options.where as Filter | undefined
  const { data } = useRows(
    to,
    { limit: shownMax, fields: [title], ...(where ? { filter: where } : {}), ...(q ? { search: q } : { sort: ['-updated_at'] }) },
    { enabled: value === null },
  )
  return (
    <div className="lkm-field">
      <span className="lkm-label">
        {text(field.label)}
        {field.options.required ? ' *' : ''}
      </span>
      {value ? (
        <button type="button" className="lkm-chip" aria-pressed onClick={() => onChange(null)}>
          {value.title ?? '…'} <Icon name="close" size={14} />
        </button>
      ) : (
        <>
          <SearchBox placeholder={w('field.search')} onSearch={search} />
          <div className="lkm-chips">
            {(data?.data ?? []).map((row) => (
              <button
                key={row.id}
                type="button"
                className="lkm-chip"
                onClick={() => onChange({ id: row.id, title: String(row[title] ?? '') })}
              >
                {String(row[title] ?? '')}
              </button>
            ))}
          </div>
          {data?.data.length === 0 ? <p className="lkm-note">{w('field.none_found')}</p> : null}
        </>
      )}
      {field.options.help ? <p className="lkm-note">{text(field.options.help)}</p> : null}
      {problem ? (
        <p className="lkm-problem" role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  )
}
