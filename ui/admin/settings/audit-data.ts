import { useInfiniteQuery } from '@tanstack/react-query'
import { request } from '../../base/client/request.ts'

interface PageOf<Line> {
  readonly data: readonly Line[]
  readonly next: string | null
}

/** Lines of an audit, newest first, page by page. */
export const useAudit = <Line>(path: string) => {
  const first: string | null = null
  return useInfiniteQuery({
    queryKey: ['audit', path],
    initialPageParam: first,
    getNextPageParam: (last: PageOf<Line>): string | null => last.next,
    queryFn: ({ pageParam, signal }: { readonly pageParam: string | null; readonly signal: AbortSignal }) =>
      request<PageOf<Line>>(`${path}${path.includes('?') ? '&' : '?'}limit=50${pageParam ? `&cursor=${pageParam}` : ''}`, {
        signal,
      }),
  })
}
