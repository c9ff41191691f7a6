import { Link } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { type Filter, type MetaField, type ReferenceValue, type Row, targetOf } from '@lianke/kernel'
import { useRows } from '../../client/records.ts'
import { titleOf } from '../../client/title-of.ts'
import { useWords } from '../../i18n/i18n.ts'
import { Icon } from '../../icons/icon.tsx'
import { useModel } from '../../client/phone-model.ts'
import { SearchBox } from './search-box.tsx'
import { useRecordPath } from '../../registry/use-record-path.ts'
import type { DisplayProps } from '../field-widget.ts'
import type { PhoneInputProps } from '../phone-widget.ts'

const shownMax = 8

const isReference = (value: unknown): value is ReferenceValue =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
/** References as the API gives them; a bare id is one without a title. */
const referencesIn = (value: unknown): readonly ReferenceValue[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one: unknown): readonly ReferenceValue[] =>
    isReference(one) ? [one] : typeof one === 'string' && one !== '' ? [{ id: one, title: null }] : [],
  )

const Found = ({ field, without, pick }: { field: MetaField; without: readonly string[]; pick(one: ReferenceValue): void }) => {
  const w = useWords()
  const [q, setQ] = useState('')
  const search = useCallback((next: string) => setQ(next), [])
  const to = targetOf(field) ?? ''
  const object = useModel().object(to)
  const where = field.options.where as Filter | undefined
  const { data } = useRows(
    to,
    {
      limit: shownMax,
      ...(object ? { fields: [object.title] } : {}),
      ...(where ? { filter: where } : {}),
      ...(q ? { search: q } : { sort: ['-updated_at'] }),
    },
    { enabled: object !== undefined },
  )
  const rows = (data?.data ?? []).filter(({ id }) => !without.includes(id))
  const title = (row: Row) => (object && titleOf(object, row)) || row.id.slice(0, 8)
  return (
    <>
      <SearchBox placeholder={w('field.search')} onSearch={search} />
      <div className="lkm-chips">
        {rows.map((row) => (
          <button key={row.id} type="button" className="lkm-chip" onClick={() => pick({ id: row.id, title: title(row) })}>
            {title(row)}
          </button>
        ))}
      </div>
      {data && rows.length === 0 ? <p className="lkm-note">{w('field.none_found')}</p> : null}
    </>
  )
}

/** Records picked by name: what is chosen, and a search with the ones touched last while there is room for more. */
export const phoneRecords =
  (many: boolean) =>
  ({ field, value, onChange }: PhoneInputProps) => {
    const chosen = referencesIn(value)
    const keep = (next: readonly ReferenceValue[]) => onChange(many ? (next.length > 0 ? next : null) : (next[0] ?? null))
    return (
      <>
        {chosen.length > 0 ? (
          <div className="lkm-chips">
            {chosen.map((one) => (
              <button
                key={one.id}
                type="button"
                className="lkm-chip"
                aria-pressed
                onClick={() => keep(chosen.filter(({ id }) => id !== one.id))}
              >
                {one.title ?? '…'} <Icon name="close" size={14} />
              </button>
            ))}
          </div>
        ) : null}
        {many || chosen.length === 0 ? (
          <Found field={field} without={chosen.map(({ id }) => id)} pick={(one) => keep(many ? [...chosen, one] : [one])} />
        ) : null}
      </>
    )
  }

/** Records that a value points to; what may not be seen has no name. */
export const PhoneRecords = ({ field, value, place }: DisplayProps) => {
  const to = targetOf(field) ?? ''
  const seen = useModel().object(to) !== undefined
  const pathOf = useRecordPath()
  return (
    <span className="lkm-pills">
      {referencesIn(value).map(({ id, title }) =>
        title === null || !seen || place === 'cell' ? (
          <span key={id} className={title === null ? 'lk-muted' : undefined}>
            {title ?? '—'}
          </span>
        ) : (
          <Link key={id} className="lkm-link lkm-inline" to={pathOf(to, id) as '/'}>
            {title}
          </Link>
        ),
      )}
    </span>
  )
}
