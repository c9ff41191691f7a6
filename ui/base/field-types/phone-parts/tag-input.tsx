import { useCallback, useState } from 'react'
import { label, traitsOf } from '@lianke/kernel'
import { useRows } from '../../client/records.ts'
import { useText } from '../../i18n/i18n.ts'
import { Icon } from '../../icons/icon.tsx'
import { useModel } from '../../client/phone-model.ts'
import { SearchBox } from './search-box.tsx'
import type { PhoneInputProps } from '../phone-widget.ts'

const shownMax = 12

/** Names that are set: those there are, found by typing, and new ones. */
export const PhoneTagInput = ({ field, value, onChange }: PhoneInputProps) => {
  const text = useText()
  const [q, setQ] = useState('')
  const search = useCallback((next: string) => setQ(next), [])
  const named = useModel().object(traitsOf(field).names ?? '')
  const { data } = useRows(
    named?.name ?? '',
    { limit: shownMax, ...(named ? { fields: [named.title] } : {}), ...(q ? { search: q } : { sort: ['-updated_at'] }) },
    { enabled: named !== undefined },
  )
  const chosen = (Array.isArray(value) ? value : []).map(String)
  const keep = (next: readonly string[]) => onChange(next.length > 0 ? next : null)
  const known = (data?.data ?? []).map((row) => String(row[named?.title ?? 'name'] ?? ''))
  const offered = known.filter((one) => one !== '' && !chosen.includes(one))
  const fresh = q !== '' && !known.includes(q) && !chosen.includes(q)
  return (
    <>
      {chosen.length > 0 ? (
        <div className="lkm-chips">
          {chosen.map((one) => (
            <button
              key={one}
              type="button"
              className="lkm-chip"
              aria-pressed
              onClick={() => keep(chosen.filter((other) => other !== one))}
            >
              {one} <Icon name="close" size={14} />
            </button>
          ))}
        </div>
      ) : null}
      <SearchBox placeholder={text(label('找标签或输入新的', 'Find a tag, or type a new one'))} onSearch={search} />
      <div className="lkm-chips">
        {fresh ? (
          <button type="button" className="lkm-chip" onClick={() => keep([...chosen, q])}>
            <Icon name="plus" size={14} /> {q}
          </button>
        ) : null}
        {offered.map((one) => (
          <button key={one} type="button" className="lkm-chip" onClick={() => keep([...chosen, one])}>
            {one}
          </button>
        ))}
      </div>
    </>
  )
}
