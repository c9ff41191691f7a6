import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { comment } from '../../objects/comment.object.ts'
import type { talkOf } from '../../queries/talk.query.ts'

/** How the desk and the phone each ask the server. */
export interface TalkDoor {
  ask<T>(
    path: string,
    options?: {
      readonly method?: 'GET' | 'POST' | 'PUT'
      readonly body?: unknown
      readonly signal?: AbortSignal
      readonly headers?: Readonly<Record<string, string>>
    },
  ): Promise<T>
}
type Talk = Awaited<ReturnType<typeof talkOf>>
export type Said = Talk['data'][number]
/** A colleague by name. */
export interface Named {
  readonly id: string
  readonly title: string
}

const pageSize = 20
// Told of as rows of the object, so that live changes of it ask again.
const keyOf = (object: string, id: string) => ['rows', comment.name, 'talk', object, id]

/** What was said about a record, oldest first, and the ways to say more, to change it and to hear of it. */
export const useTalk = ({ ask }: TalkDoor, object: string, id: string) => {
  const client = useQueryClient()
  const about = `object=${encodeURIComponent(object)}&record=${id}`
  const query = useInfiniteQuery({
    queryKey: keyOf(object, id),
    queryFn: ({ pageParam, signal }) =>
      ask<Talk>(`/collaboration/talk?${about}&limit=${pageSize}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const [first] = query.data?.pages ?? []
  const act = async (command: string, body: Readonly<Record<string, unknown>>): Promise<void> => {
    await ask(`/commands/${command}`, { body, headers: { 'idempotency-key': crypto.randomUUID() } })
    await client.invalidateQueries({ queryKey: keyOf(object, id) })
  }
  return {
    ...query,
    said: (query.data?.pages.flatMap(({ data }) => data) ?? []).toReversed(),
    count: first?.count ?? 0,
    following: first?.following ?? false,
    followers: first?.followers ?? [],
    say: (body: string, mentions: readonly Named[]) =>
      act('comment.write', { object, record: id, body, mentions: mentions.map((one) => one.id) }),
    edit: (one: string, body: string) => act('comment.edit', { id: one, body }),
    remove: (one: string) => act('comment.remove', { id: one }),
    restore: (one: string) => act('comment.restore', { id: one }),
    follow: (following: boolean) => act('follow.set', { object, record: id, following }),
  }
}
export type Talking = ReturnType<typeof useTalk>

/** Which of the colleagues who are being mentioned do not see the record. */
export const useUnseeing = ({ ask }: TalkDoor, object: string, id: string, staff: readonly Named[]): readonly Named[] => {
  const ids = staff.map((one) => one.id)
  const { data } = useQuery({
    queryKey: ['unseeing', object, id, ids],
    queryFn: ({ signal }) =>
      ask<{ data: readonly string[] }>(
        `/collaboration/unseeing?object=${encodeURIComponent(object)}&record=${id}&staff=${ids.join(',')}`,
        { signal },
      ),
    enabled: ids.length > 0,
    retry: false,
  })
  return ids.length > 0 ? staff.filter((one) => data?.data.includes(one.id)) : []
}
