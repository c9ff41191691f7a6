import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { label, type Label, type WebhookDelivery, type WebhookDeliveryState, type WebhookSubscription } from '@lianke/kernel'
import { request } from '../../base/client/request.ts'

interface WholeDelivery extends WebhookDelivery {
  /** Whether the reader may see what its role may. */
  readonly open: boolean
  readonly request: unknown
}
interface PageOf<T> {
  readonly data: T[]
  readonly next: string | null
}

export const deliveryStates: Readonly<Record<WebhookDeliveryState, readonly [color: string, Label]>> = {
  waiting: ['blue', label('等待', 'Waiting')],
  sent: ['green', label('已送达', 'Sent')],
  dead: ['red', label('失败', 'Failed')],
  withheld: ['grey', label('未发送', 'Withheld')],
}
/** How a subscription stands: its colour and its word. */
export const standingOf = ({ state, failures, dead }: WebhookSubscription): readonly [color: string, Label] =>
  state === 'paused'
    ? ['grey', label('已停用', 'Paused')]
    : failures > 0
      ? ['red', label('失败中', 'Failing')]
      : dead > 0
        ? ['orange', label('有失败的投递', 'Some failed')]
        : ['green', label('正常', 'Healthy')]
/** Why it does not go on, or did not last time. */
export const problemOf = ({ state, paused_because, failures, last_problem }: WebhookSubscription): string | null =>
  state === 'paused' ? paused_because : failures > 0 ? last_problem : null

const freshEveryMs = 4000
const pageSize = 30
const key = ['webhooks'] as const

export const useWebhooks = () =>
  useQuery({
    queryKey: [...key, 'list'],
    queryFn: ({ signal }) => request<{ data: WebhookSubscription[] }>('/webhooks', { signal }),
    refetchInterval: freshEveryMs,
  })
export const useWebhook = (id: string) =>
  useQuery({
    queryKey: [...key, id],
    queryFn: ({ signal }) => request<WebhookSubscription>(`/webhooks/${id}`, { signal }),
    refetchInterval: freshEveryMs,
    retry: false,
  })
export const useDeliveries = (id: string, state: WebhookDeliveryState | null) =>
  useInfiniteQuery({
    queryKey: [...key, id, 'deliveries', state],
    initialPageParam: null as string | null,
    getNextPageParam: (last: PageOf<WebhookDelivery>) => last.next,
    refetchInterval: freshEveryMs,
    retry: false,
    queryFn: ({ pageParam, signal }) => {
      const given = Object.entries({ state, cursor: pageParam }).flatMap(([part, value]) => (value ? [`${part}=${value}`] : []))
      return request<PageOf<WebhookDelivery>>(`/webhooks/${id}/deliveries?${[`limit=${pageSize}`, ...given].join('&')}`, {
        signal,
      })
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
