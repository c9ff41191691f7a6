import { useQuery } from '@tanstack/react-query'
import type { Standing as Found } from '../../queries/standing.query.ts'

/** Where an approval of a record stands, as the route tells it. */
export interface Standing extends Omit<Found, 'item'> {
  /** The item by which the reader is asked. */
  readonly item: { readonly object: string; readonly id: string } | null
}

const everyMs = 10_000

/** How a page asks the server. */
type Ask = <T>(path: string, options?: { readonly signal?: AbortSignal }) => Promise<T>

/** Where the approvals of a record stand, on the desk and on the phone alike. */
export const useStanding = (ask: Ask, object: string, id: string): readonly Standing[] =>
  useQuery({
    queryKey: ['approval.standing', object, id],
    queryFn: ({ signal }) => ask<{ data: readonly Standing[] }>(`/approval/standing?object=${object}&record=${id}`, { signal }),
    refetchInterval: everyMs,
    retry: false,
  }).data?.data ?? []
