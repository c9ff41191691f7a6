import { person as personObject } from '@lianke/customer/contract'
import { type Filter, label } from '@lianke/kernel'
import { Avatar, Empty, Failure, groupOf, Icon, request, Skeleton, useMoment, usePeek, useRows, useText } from '@lianke/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Saying } from './saying.tsx'

const person = personObject.name
const pageSize = 50

interface Member {
  readonly person: string
  readonly entered_at: string
  readonly because: readonly number[]
  readonly by_hand: boolean
}

/** Names of persons, one question for all. */
export const usePersonNames = (ids: readonly string[]): ReadonlyMap<string, string> => {
  const { data } = useRows(
    person,
    { filter: { field: 'id', op: 'in', value: [...ids] }, fields: ['name'], limit: 200 },
    { enabled: ids.length > 0 },
  )
  return new Map((data?.data ?? []).map((row) => [row.id, String(row.name ?? '')]))
}

const Page = ({
  members,
  conditions,
  onExclude,
}: {
  readonly members: readonly Member[]
  readonly conditions: readonly Filter[]
  readonly onExclude?: (person: string) => void
}) => {
  const text = useText()
  const { ago } = useMoment()
  const { open } = usePeek()
  const names = usePersonNames(members.map((one) => one.person))
  return members.map((one) => (
    <div key={one.person} className="lk-segment-member">
      <button type="button" className="lk-plain lk-row" onClick={() => open(person, one.person)}>
        <Avatar name={names.get(one.person)} size={24} />
        <span className="lk-ellipsis">{names.get(one.person) || '…'}</span>
      </button>
      <span className="because">
        {one.by_hand ? <span className="lk-pill lk-c-blue">{text(label('固定加入', 'Added by hand'))}</span> : null}
        {one.because.map((place) => {
          const condition = conditions[place]
          return condition ? <Saying key={place} filter={condition} /> : null
        })}
        {!one.by_hand && one.because.length === 0 ? (
          <span className="lk-muted">{text(label('即将离开：条件已不满足', 'About to leave: no condition holds now'))}</span>
        ) : null}
      </span>
      <span className="lk-muted lk-num">{ago(one.entered_at)}</span>
      {onExclude ? (
        <button
          type="button"
          className="lk-icon-button small"
          title={text(label('排除此人', 'Exclude this person'))}
          aria-label={text(label('排除此人', 'Exclude this person'))}
          onClick={() => onExclude(one.person)}
        >
          <Icon name="close" size={14} />
        </button>
      ) : null}
    </div>
  ))
}

/** Who is in now, each with the conditions that hold for them. */
export const Members = ({
  id,
  filter,
  onExclude,
}: {
  readonly id: string
  readonly filter: Filter | null
  readonly onExclude?: (person: string) => void
}) => {
  const text = useText()
  const list = useInfiniteQuery({
    queryKey: ['rows', 'marketing.segment', 'members', id],
    queryFn: ({ pageParam, signal }) =>
      request<{ data: Member[]; next: string | null }>('/commands/segment.members', {
        body: { id, limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    retry: false,
    staleTime: 5000,
  })
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />
  if (list.isPending) return <Skeleton rows={8} />
  const pages = list.data.pages
  if (pages.every((page) => page.data.length === 0))
    return (
      <Empty
        small
        icon="users"
        title={text(label('现在没有人', 'Nobody is in'))}
        help={text(label('启用后，符合条件的人几秒内就会进来', 'Once active, people who match come in within seconds'))}
      />
    )
  return (
    <div className="lk-segment-members">
      <div className="lk-segment-member head">
        <span>{text(label('客户', 'Person'))}</span>
        <span>{text(label('因为', 'In because'))}</span>
        <span>{text(label('进入时间', 'Entered'))}</span>
      </div>
      {pages.map((page, at) => (
        <Page key={page.data[0]?.person ?? at} members={page.data} conditions={groupOf(filter).items} onExclude={onExclude} />
      ))}
      {list.hasNextPage ? (
        <Button type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text(label('再看 {n} 位', '{n} more'), { n: pageSize })}
        </Button>
      ) : null}
    </div>
  )
}
