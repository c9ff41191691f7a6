import { useQueries } from '@tanstack/react-query'
import { useModel } from './meta.ts'
import { request } from './request.ts'

/** One of the companies that a channel's vendor has of ours. */
interface Company {
  readonly issuer: string
  readonly name: string
  /** What names no company is of this one. */
  readonly first: boolean
}
const keptMs = 10 * 60_000

/** The companies of the channels that have some; of one channel, where it is named. */
export const useCompanies = (channel?: string): readonly Company[] => {
  const asked = useModel().channels.filter(({ name, companies }) => companies && (channel === undefined || name === channel))
  return useQueries({
    queries: asked.map(({ name }) => ({
      queryKey: ['companies', name],
      retry: false,
      staleTime: keptMs,
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await request<{ data: readonly Company[] }>(`/${encodeURIComponent(name)}/companies`, { signal })).data,
    })),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  })
}
