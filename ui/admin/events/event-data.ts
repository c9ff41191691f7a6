import type { Field, HeldEvent, HeldEvents, HeldTrial, OwnEvent, SeenProperty } from '@lianke/kernel'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../../base/client/request.ts'

const freshEveryMs = 4000
const pageSize = 20
const key = ['own-events'] as const

interface Quarantine {
  readonly data: readonly HeldEvents[]
  readonly max: number
  readonly lost: { readonly count: number; readonly last_at: string } | null
}
interface PageOf<T> {
  readonly data: readonly T[]
  readonly next: string | null
}

/** Events of the company's own, and properties that were told and are not declared. */
export const useOwnEvents = () =>
  useQuery({
    queryKey: [...key, 'list'],
    queryFn: ({ signal }) => request<{ data: OwnEvent[]; seen: SeenProperty[] }>('/platform/events', { signal }),
    refetchInterval: freshEveryMs,
  })

/** What does not fit, by event and reason. */
export const useQuarantine = () =>
  useQuery({
    queryKey: [...key, 'quarantine'],
    queryFn: ({ signal }) => request<Quarantine>('/intake/quarantine', { signal }),
    refetchInterval: freshEveryMs,
  })

/** Which events of the quarantine are meant. */
export type Which = Pick<HeldEvents, 'event'> & Partial<Pick<HeldEvents, 'code' | 'property'>>
const asked = ({ event, code, property }: Which, limit?: number): string =>
  Object.entries({ event, code, property, limit })
    .flatMap(([name, value]) => (value === undefined || value === null ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&')

/** `wanted` false: not asked for. */
export const useHeldEvents = (which: Which, wanted = true) =>
  useInfiniteQuery({
    enabled: wanted,
    queryKey: [...key, 'held', which],
    initialPageParam: null as string | null,
    getNextPageParam: (last: PageOf<HeldEvent>) => last.next,
    queryFn: ({ pageParam, signal }) =>
      request<PageOf<HeldEvent>>(
        `/intake/quarantine/events?${asked(which, pageSize)}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
  })

/** Everything about events is asked again, the model too. */
export const useEventsAgain = () => {
  const client = useQueryClient()
  return (): Promise<unknown> =>
    Promise.all([client.invalidateQueries({ queryKey: ['meta'] }), client.invalidateQueries({ queryKey: key })])
}

type Change = Partial<Pick<OwnEvent, 'label' | 'description' | 'from' | 'timeline'>> & {
  readonly fields?: Readonly<Record<string, Field>>
  readonly archived?: boolean
}
export const changeEvent = ({ name, version }: Pick<OwnEvent, 'name' | 'version'>, change: Change) =>
  request<OwnEvent>(`/platform/events/${name}`, { method: 'PATCH', body: { version, ...change } })
export const defineEvent = (event: Pick<OwnEvent, 'name' | 'label' | 'description' | 'from' | 'timeline' | 'fields'>) =>
  request<OwnEvent>('/platform/events', { body: event })

/** What a replay would come to now. */
export const tryHeld = (which: Which) => request<HeldTrial>(`/intake/quarantine/trial?${asked(which)}`)
export const replayHeld = (which: Which) => request<{ replayed: number }>('/commands/intake.replay_held', { body: which })
export const discardHeld = (which: Which) =>
  request<{ discarded: number; act: string }>('/commands/intake.discard_held', { body: which })
export const takeBackHeld = (act: string) => request<{ held: number }>('/commands/intake.take_back_held', { body: { act } })
