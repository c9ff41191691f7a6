import { useQuery } from '@tanstack/react-query'
import { request } from '@lianke/ui'
import type { Standing } from '../queries/standing.query.ts'

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
