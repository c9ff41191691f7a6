import { person } from '@lianke/customer/contract'
import { label } from '@lianke/kernel'
import { Empty, Failure, Icon, request, Skeleton, useMoment, usePeek, useText } from '@lianke/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { usePersonNames } from './members.tsx'

const names = 'marketing.segment.entered,marketing.segment.left'

interface Coming {
  readonly id: string
  readonly name: string
  readonly at: string
  readonly person?: string | null
  readonly title: string | null
}

const Lines = ({ entries }: { readonly entries: readonly Coming[] }) => {
  const text = useText()
  const { ago } = useMoment()
  const { open } = usePeek()
  const persons = usePersonNames([...new Set(entries.flatMap((entry) => entry.person ?? []))])
  return entries.map((entry) => {
    const came = entry.name.endsWith('.entered')
    return (
      <div key={entry.id} className="lk-segment-coming">
        <span style={{ color: came ? 'var(--lk-green-fg)' : 'var(--lk-text-3)' }}>
          <Icon name={came ? 'arrow-right' : 'arrow-left'} size={14} />
        </span>
        <span>{came ? text(label('进入', 'Entered')) : text(label('离开', 'Left'))}</span>
        <button type="button" className="lk-plain lk-ellipsis" onClick={() => entry.person && open(person.name, entry.person)}>
          {persons.get(entry.person ?? '') || '…'}
        </button>
        <span className="lk-muted lk-num">{ago(entry.at)}</span>
      </div>
    )
  })
}

/** Who came and who went, newest first. */
export const Comings = ({ id }: { readonly id: string }) => {
  const text = useText()
  const list = useInfiniteQuery({
    queryKey: ['rows', 'marketing.segment', 'comings', id],
    queryFn: ({ pageParam, signal }) =>
      request<{ data: Coming[]; next: string | null }>(
        `/marketing/segment/${id}/history?limit=50&names=${names}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    retry: false,
  })
  if (list.error) return <Failure error={list.error} retry={() => void list.refetch()} />
  if (list.isPending) return <Skeleton rows={8} />
  if (list.data.pages.every((page) => page.data.length === 0))
    return <Empty small icon="history" title={text(label('还没有人进出', 'Nobody has come or gone'))} />
  return (
    <div>
      {list.data.pages.map((page, at) => (
        <Lines key={page.data[0]?.id ?? at} entries={page.data} />
      ))}
      {list.hasNextPage ? (
        <Button type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text(label('更早的', 'Earlier'))}
        </Button>
      ) : null}
    </div>
  )
}
