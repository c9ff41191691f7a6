import { useInfiniteQuery } from '@tanstack/react-query'
import { request } from '@lianke/ui'
import { workItem } from '../objects/work-item.object.ts'
import type { openParts } from '../queries/open-entries.query.ts'
import type { TodoLine } from '../queries/todo-lines.query.ts'

interface Open {
  readonly data: readonly TodoLine[]
  readonly next: string | null
  readonly count: number
}
const againMs = 60_000

/** Open items of whom one oversees, a page at a time. */
export const useOpenItems = (part: (typeof openParts)[number], owner: string | null) => {
  const query = useInfiniteQuery({
    queryKey: ['rows', workItem.name, 'open', part, owner],
    queryFn: ({ pageParam, signal }) =>
      request<Open>(
        `/todo/open?part=${part}${owner ? `&owner=${owner}` : ''}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: againMs,
  })
  return {
    ...query,
    lines: query.data?.pages.flatMap(({ data }) => data) ?? [],
    count: query.data?.pages[0]?.count ?? 0,
  }
}
