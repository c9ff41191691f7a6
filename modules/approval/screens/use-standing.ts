import { useQuery } from '@tanstack/react-query'
import { request } from '@lianke/ui'
import type { Standing as Found } from '../queries/standing.query.ts'

/** Where an approval of a record stands, as the route tells it. */
export interface Standing extends Omit<Found, 'item'> {
  /** The item by which the reader is asked. */
  readonly item: { readonly object: string; readonly id: string } | null
}

const everyMs = 10_000

/** Where the approvals of a record stand. */
export const useStanding = (object: string, id: string) =>
  useQuery({
    queryKey: ['approval.standing', object, id],
    queryFn: ({ signal }) =>
      request<{ data: readonly Standing[] }>(`/approval/standing?object=${object}&record=${id}`, { signal }),
    refetchInterval: everyMs,
    retry: false,
  })
