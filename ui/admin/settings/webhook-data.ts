import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { label, type Label } from '@lianke/kernel'
import { request } from '../../base/client/request.ts'

export interface Webhook {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly events: readonly string[]
  readonly role: string
  readonly state: 'active' | 'paused'
  readonly paused_because: string | null
  readonly paused_at: string | null
  readonly failures: number
  readonly failing_since: string | null
  readonly last_problem: string | null
  readonly last_sent_at: string | null
  readonly maker_name: string | null
  readonly old_secret_until: string | null
  readonly waiting: number
  readonly dead: number
  readonly sent_day: number
}
export type DeliveryState = 'waiting' | 'sent' | 'dead' | 'withheld'
export interface Delivery {
  readonly id: string
  readonly name: string
  readonly object: string | null
  readonly record: string | null
  readonly fact: string | null
  readonly state: DeliveryState
  readonly attempts: number
  readonly status: number | null
  readonly answer: string | null
  readonly problem: string | null
  readonly took_ms: number | null
  readonly created_at: string
  readonly tried_at: string | null
  readonly next_at: string | null
}
interface WholeDelivery extends Delivery {
  /** Whether the reader may see what its role may. */
  readonly open: boolean
  readonly request: unknown
}
interface PageOf<T> {
  readonly data: T[]
  readonly next: string | null
}

export const deliveryStates: Readonly<Record<DeliveryState, readonly [color: string, Label]>> = {
  waiting: ['blue', label('等待', 'Waiting')],
  sent: ['green', label('已送达', 'Sent')],
  dead: ['red', label('失败', 'Failed')],
  withheld: ['grey', label('未发送', 'Withheld')],
}
/** How a subscription stands: its colour and its word. */
export const standingOf = ({ state, failures, dead }: Webhook): readonly [color: string, Label] =>
  state === 'paused'
    ? ['grey', label('已停用', 'Paused')]
    : failures > 0
      ? ['red', label('失败中', 'Failing')]
      : dead > 0
        ? ['orange', label('有失败的投递', 'Some failed')]
        : ['green', label('正常', 'Healthy')]
/** Why it does not go on, or did not last time. */
export const problemOf = ({ state, paused_because, failures, last_problem }: Webhook): string | null =>
  state === 'paused' ? paused_because : failures > 0 ? last_problem : null

const freshEveryMs = 4000
const pageSize = 30
const key = ['webhooks'] as const

export const useWebhooks = () =>
  useQuery({
    queryKey: [...key, 'list'],
    queryFn: ({ signal }) => request<{ data: Webhook[] }>('/webhooks', { signal }),
    refetchInterval: freshEveryMs,
  })
export const useWebhook = (id: string) =>
  useQuery({
    queryKey: [...key, id],
    queryFn: ({ signal }) => request<Webhook>(`/webhooks/${id}`, { signal }),
    refetchInterval: freshEveryMs,
    retry: false,
  })
export const useDeliveries = (id: string, state: DeliveryState | null) =>
  useInfiniteQuery({
    queryKey: [...key, id, 'deliveries', state],
    initialPageParam: null as string | null,
    getNextPageParam: (last: PageOf<Delivery>) => last.next,
    refetchInterval: freshEveryMs,
    retry: false,
    queryFn: ({ pageParam, signal }) => {
      const given = Object.entries({ state, cursor: pageParam }).flatMap(([part, value]) => (value ? [`${part}=${value}`] : []))
      return request<PageOf<Delivery>>(`/webhooks/${id}/deliveries?${[`limit=${pageSize}`, ...given].join('&')}`, { signal })
    },
  })
export const useDelivery = (webhook: string, id: string) =>
  useQuery({
    queryKey: [...key, webhook, 'delivery', id],
    queryFn: ({ signal }) => request<WholeDelivery>(`/webhooks/${webhook}/deliveries/${id}`, { signal }),
  })

/** Everything about subscriptions is asked again. */
export const useWebhooksAgain = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: key })
}
export const act = <T>(id: string, what: string, body: unknown = {}) => request<T>(`/webhooks/${id}/${what}`, { body })
