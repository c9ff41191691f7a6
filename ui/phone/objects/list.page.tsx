import { Link } from '@tanstack/react-router'
import { label, type MetaObject, type Row } from '@lianke/kernel'
import { useCallback, useState } from 'react'
import { useList } from '../../base/client/records.ts'
import { titleOf } from '../../base/client/title-of.ts'
import { Empty } from '../../base/feedback/empty.tsx'
import { Skeleton } from '../../base/feedback/skeleton.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Failure } from '../failure.tsx'
import { Line } from '../line.tsx'
import { MoreBelow } from '../more-below.tsx'
import { PhoneValue } from '../phone-input.tsx'
import { Screen, Section } from '../screen.tsx'
import { SearchBox } from '../../base/field-types/phone-parts/search-box.tsx'
import { phoneListPath, useRecordPath } from '../../base/registry/use-record-path.ts'
import { tellingFields } from './telling-fields.ts'
import { Unseen } from './unseen.tsx'
import { useAskedObject } from './use-asked-object.ts'

const pageRows = 30

const RecordLine = ({ object, row }: { readonly object: MetaObject; readonly row: Row }) => {
  const text = useText()
  const pathOf = useRecordPath()
  const told = tellingFields(object).filter(({ name }) => row[name] !== null && row[name] !== undefined && row[name] !== '')
  return (
    <Line
      to={pathOf(object.name, row.id)}
      title={<span className="lk-ellipsis">{titleOf(object, row) || text(object.label)}</span>}
      note={
        told.length > 0 ? (
          <span className="lkm-told">
            {told.map(({ name, field }) => (
              <span key={name}>
                <PhoneValue field={field} value={row[name]} place="cell" row={row} />
              </span>
            ))}
          </span>
        ) : undefined
      }
    />
  )
}

const Rows = ({ object, q }: { readonly object: MetaObject; readonly q: string }) => {
  const w = useWords()
  const text = useText()
  const list = useList(object.name, {
    limit: pageRows,
    fields: [object.title, ...tellingFields(object).map(({ name }) => name)],
    ...(q ? { search: q } : { sort: [object.sort ?? '-created_at'] }),
  })
  const rows = list.data?.pages.flatMap((page) => page.data) ?? []
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />
  if (!list.data) return <Skeleton rows={8} height={56} />
  if (rows.length === 0 && q) return <Empty icon="search" title={w('search.nothing', { q })} />
  if (rows.length === 0)
    return (
      <Empty icon={object.icon ?? 'layers'} title={text(label('还没有{what}', 'None yet'), { what: text(object.label) })}>
        {object.may.create ? (
          <Link className="lkm-link" to={`${phoneListPath(object.name)}/new` as '/'}>
            {text(label('新建{what}', 'New {what}'), { what: text(object.label) })}
          </Link>
        ) : null}
      </Empty>
    )
  return (
    <Section>
      {rows.map((row) => (
        <RecordLine key={row.id} object={object} row={row} />
      ))}
      <MoreBelow threshold={600} hasMore={list.hasNextPage} loadMore={async () => void (await list.fetchNextPage())}>
        <span className="lk-muted">
          {list.hasNextPage ? w('common.loading') : text(label('共 {n} 条', '{n} in all'), { n: rows.length })}
        </span>
      </MoreBelow>
    </Section>
  )
}

/** Records of any object, newest first or as it is sorted, and found by what its search knows. */
const ListPage = () => {
  const w = useWords()
  const text = useText()
  const { object } = useAskedObject()
  const [q, setQ] = useState('')
  const search = useCallback((next: string) => setQ(next), [])
  if (!object) return <Unseen />
  const what = { what: text(object.label) }
  return (
    <Screen
      title={text(object.plural ?? object.label)}
      back="/objects"
      end={
        object.may.create ? (
          <Link
            to={`${phoneListPath(object.name)}/new` as '/'}
            className="lkm-icon-button"
            aria-label={text(label('新建{what}', 'New {what}'), what)}
          >
            <Icon name="plus" size={22} />
          </Link>
        ) : null
      }
    >
      <div className="lkm-sticky">
        <SearchBox placeholder={w('field.search')} onSearch={search} />
      </div>
      <Rows object={object} q={q} />
    </Screen>
  )
}
export default ListPage
