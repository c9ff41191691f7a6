import { label, type Filter, type Row, type Label } from '@lianke/kernel'
import {
  MoreBelow,
  Avatar,
  Empty,
  Failure,
  Icon,
  Line,
  OptionPill,
  Screen,
  SearchBox,
  Section,
  Skeleton,
  useAllowed,
  useList,
  useModel,
  useMoment,
  useSearch,
  useText,
  useWords,
} from '@lianke/ui/phone'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useCallback, useState } from 'react'
import { tagNames, usePersonName } from './person-card.tsx'

const person = 'customer.person'
const foundMax = 30
const fields = ['name', 'avatar', 'stage', 'tags', 'last_seen_at']
const real: Filter = { field: 'anonymous', op: 'ne', value: true }
interface Shown {
  readonly label: Label
  readonly filter: Filter
  readonly sort: readonly string[]
}
const viewNames = ['mine', 'all', 'new'] as const
type View = (typeof viewNames)[number]
const views: Readonly<Record<View, Shown>> = {
  mine: { label: label('我负责的', 'Mine'), filter: { and: [real, { field: 'owner', op: 'me' }] }, sort: ['-last_seen_at'] },
  all: { label: label('我能看的', 'All I may see'), filter: real, sort: ['-last_seen_at'] },
  new: { label: label('最近新增', 'Newest'), filter: real, sort: ['-created_at'] },
}

/** A customer as one line of a list. */
export const PersonLine = ({ row }: { readonly row: Row }) => {
  const { ago } = useMoment()
  const name = usePersonName()(row)
  const stage = useModel().object(person)?.fields.stage
  return (
    <Line
      short
      to={`/customers/${row.id}`}
      lead={<Avatar name={name} src={typeof row.avatar === 'string' ? row.avatar : null} size={36} />}
      note={tagNames(row.tags).join(' · ') || undefined}
      title={
        <>
          <span className="lk-ellipsis">{name}</span>
          {stage && row.stage ? <OptionPill field={stage} value={String(row.stage)} /> : null}
        </>
      }
      end={typeof row.last_seen_at === 'string' ? <span className="lkm-end">{ago(row.last_seen_at)}</span> : null}
    />
  )
}

const Found = ({ q }: { readonly q: string }) => {
  const w = useWords()
  const { data, error, refetch } = useSearch(q, [person], foundMax)
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={5} height={56} />
  if (data.data.length === 0) return <Empty icon="search" title={w('search.nothing', { q })} help={w('search.hint')} />
  return (
    <Section>
      {data.data.map((hit) => (
        <Line
          key={hit.id}
          to={`/customers/${hit.id}`}
          lead={<Avatar name={hit.title} size={36} />}
          title={hit.title}
          note={hit.subtitle ?? undefined}
        />
      ))}
    </Section>
  )
}

const All = ({ view }: { readonly view: View }): ReactNode => {
  const text = useText()
  const list = useList(person, { filter: views[view].filter, sort: [...views[view].sort], fields })
  const rows = list.data?.pages.flatMap((page) => page.data) ?? []
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />
  if (!list.data) return <Skeleton rows={8} height={56} />
  // Who leads others has no customers of their own: the ones they may see are shown instead.
  if (rows.length === 0 && view === 'mine')
    return (
      <>
        <p className="lkm-note">
          {text(label('你名下还没有客户，下面是你能看的', 'None are yours; these are the ones you may see'))}
        </p>
        <All view="all" />
      </>
    )
  if (rows.length === 0)
    return (
      <Empty
        icon="users"
        title={text(label('还没有客户', 'No customers yet'))}
        help={text(
          label('加上第一位客户，或在聊天应用里添加好友', 'Add the first one, or add a contact in the chat application'),
        )}
      >
        <Link className="lkm-link" to="/customers/new">
          {text(label('新建客户', 'New customer'))}
        </Link>
      </Empty>
    )
  return (
    <Section>
      {rows.map((row) => (
        <PersonLine key={row.id} row={row} />
      ))}
      <MoreBelow threshold={600} hasMore={list.hasNextPage} loadMore={async () => void (await list.fetchNextPage())}>
        <span className="lk-muted">
          {list.hasNextPage ? text(label('加载中', 'Loading')) : text(label('共 {n} 位', '{n} in all'), { n: rows.length })}
        </span>
      </MoreBelow>
    </Section>
  )
}

/** Customers: found by name, pinyin or the end of a phone number, or scrolled through. */
const PeoplePage = () => {
  const text = useText()
  const allowed = useAllowed()
  const [q, setQ] = useState('')
  const [view, setView] = useState<View>('mine')
  const search = useCallback((next: string) => setQ(next), [])
  return (
    <Screen
      title={text(label('客户', 'Customers'))}
      end={
        allowed(`${person}:create`) ? (
          <Link to="/customers/new" className="lkm-icon-button" aria-label={text(label('新建客户', 'New customer'))}>
            <Icon name="plus" size={22} />
          </Link>
        ) : null
      }
    >
      <div className="lkm-sticky">
        <SearchBox placeholder={text(label('姓名、拼音、手机后四位', 'Name, pinyin, end of phone'))} onSearch={search} />
        {q ? null : (
          <div className="lkm-chips row">
            {viewNames.map((one) => (
              <button key={one} type="button" className="lkm-chip" aria-pressed={view === one} onClick={() => setView(one)}>
                {text(views[one].label)}
              </button>
            ))}
          </div>
        )}
      </div>
      {q ? <Found q={q} /> : <All key={view} view={view} />}
    </Screen>
  )
}
export default PeoplePage
