import type { JobLine, JobStatus } from '@lianke/kernel'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../../base/client/request.ts'
import { useAct } from '../../base/client/use-act.ts'

/** A way out that is closed for a while: of which channel and company, why, until when, and how many wait there. */
export interface ClosedDoor {
  readonly channel: string
  readonly issuer: string
  readonly until: string
  readonly reason: string
  readonly waiting: number
}
export interface ReaderLine {
  readonly reader: string
  readonly facts: number
  readonly seconds: number
  readonly dead: number
  readonly error: string | null
  readonly retry_at: string | null
  readonly closed: readonly ClosedDoor[]
}
export interface DeadLetter {
  readonly kind: string
  readonly id: string
  readonly at: string
  readonly what: string
  readonly where: string
  readonly person: { readonly id: string; readonly title: string } | null
  readonly reason: string
  readonly waiting: number
  readonly body: unknown
}
export interface Machine {
  readonly stores: readonly {
    readonly store: 'database' | 'analytics'
    readonly answers: boolean
    readonly problem: string | null
  }[]
  readonly disks: readonly {
    readonly holds: readonly string[]
    readonly free_bytes: number
    readonly size_bytes: number
    readonly state: 'good' | 'low' | 'full'
  }[]
  readonly restarts: readonly {
    readonly process: string
    readonly ended: number
    readonly hung: number
    readonly last_at: string
  }[]
}
interface PageOf<T> {
  readonly data: T[]
  readonly next: string | null
}

/** The pages stay fresh while somebody looks; a hidden window asks nothing. */
const freshEveryMs = 4000
const key = (...parts: readonly unknown[]) => ['operations', ...parts]
const pageSize = 30

const usePages = <T>(name: string, path: string, filter: Readonly<Record<string, string | undefined>>) =>
  useInfiniteQuery({
    queryKey: key(name, filter),
    initialPageParam: null as string | null,
    getNextPageParam: (last: PageOf<T>) => last.next,
    refetchInterval: freshEveryMs,
    retry: false,
    queryFn: ({ pageParam, signal }) => {
      const given = Object.entries({ ...filter, cursor: pageParam ?? undefined }).flatMap(([part, value]) =>
        value ? [`${part}=${encodeURIComponent(value)}`] : [],
      )
      return request<PageOf<T>>(`/operations/${path}?${[`limit=${pageSize}`, ...given].join('&')}`, { signal })
    },
  })
const useOne = <T>(name: string, path: string) =>
  useQuery({
    queryKey: key(name),
    queryFn: ({ signal }) => request<T>(`/operations/${path}`, { signal }),
    refetchInterval: freshEveryMs,
    retry: false,
  })

export const useJobs = (status: JobStatus | 'open' | undefined) => usePages<JobLine>('jobs', 'jobs', { status })
export const useJobCounts = () => useOne<Partial<Record<JobStatus, number>>>('job-counts', 'jobs/counts')
export const useReaders = () => useOne<{ data: ReaderLine[] }>('readers', 'readers')
export const useMachine = () => useOne<Machine>('machine', 'machine')
export const useDeadLetters = (kind: string | undefined) => usePages<DeadLetter>('dead', 'dead-letters', { kind })
export const useDeadCounts = () => useOne<Readonly<Record<string, number>>>('dead-counts', 'dead-letters/counts')

/** An act of an operator; everything shown is asked again at once. */
export const useOperatorAct = <T, A>(run: (given: A) => Promise<T>) => {
  const client = useQueryClient()
  return useAct({ mutationFn: run, onSettled: () => client.invalidateQueries({ queryKey: ['operations'] }) })
}
export const retryJob = (id: string) => request<JobLine>(`/operations/jobs/${id}/retry`, { method: 'POST', body: {} })
export const cancelJob = (id: string) => request<JobLine>(`/operations/jobs/${id}/cancel`, { method: 'POST', body: {} })
export const replayLetters = (given: { readonly kind: string; readonly id?: string }) =>
  request<{ replayed: number }>('/operations/dead-letters/replay', { body: given })
