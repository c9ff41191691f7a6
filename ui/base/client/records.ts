import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { InfiniteData } from '@tanstack/react-query'
import { type ListQuery, type ListResult, type Row, textIn } from '@lianke/kernel'
import { useMeta } from './meta.ts'
import { pathOf, request } from './request.ts'
import { useAct } from './use-act.ts'

const listPageSize = 100

/** Fields that are asked for with those that they say something about: by which calendar a deadline is counted. */
const useWithCompanions = (object: string) => {
  const { data: meta } = useMeta()
  const known = meta?.object(object)?.fields
  return <Q extends { readonly fields?: readonly string[] }>(query: Q): Q => {
    const more = (query.fields ?? []).flatMap((name) => textIn(known?.[name]?.options.countedBy) ?? [])
    return more.length > 0 ? { ...query, fields: [...new Set([...(query.fields ?? []), ...more])] } : query
  }
}

/** A list as an endless scroll: pages by keyset, the count (capped) with the first page. */
export const useList = (object: string, query: Omit<ListQuery, 'cursor'>, options: { readonly enabled?: boolean } = {}) => {
  const whole = useWithCompanions(object)(query)
  return useInfiniteQuery({
    queryKey: ['list', object, whole],
    queryFn: ({ pageParam, signal }) =>
      request<ListResult>(`${pathOf(object)}/query`, {
        body: { limit: listPageSize, ...whole, ...(pageParam ? { cursor: pageParam, count: false } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    enabled: options.enabled ?? true,
  })
}

/** A short list: one page, no scroll. */
export const useRows = (
  object: string,
  query: ListQuery,
  options: { readonly enabled?: boolean; readonly staleTime?: number } = {},
) => {
  const whole = useWithCompanions(object)(query)
  return useQuery({
    queryKey: ['rows', object, whole],
    queryFn: ({ signal }) => request<ListResult>(`${pathOf(object)}/query`, { body: whole, signal }),
    placeholderData: keepPreviousData,
    staleTime: options.staleTime ?? 15_000,
    enabled: options.enabled ?? true,
  })
}

export const useRecord = (object: string, id: string | null | undefined) =>
  useQuery({
    queryKey: ['record', object, id],
    queryFn: ({ signal }) => request<Row>(`${pathOf(object)}/${id}`, { signal }),
    enabled: Boolean(id),
    retry: false,
    staleTime: 10_000,
  })

type Lists = InfiniteData<ListResult>
type Undo = () => void

/** Shows changed values everywhere a record is cached, at once; answers how to put the old ones back. */
export const showChange = (
  client: QueryClient,
  object: string,
  ids: ReadonlySet<string>,
  change: (row: Row) => Row | null,
): Undo => {
  const before = [
    ...client.getQueriesData({ queryKey: ['list', object] }),
    ...client.getQueriesData({ queryKey: ['rows', object] }),
    ...[...ids].flatMap((id) => client.getQueriesData({ queryKey: ['record', object, id] })),
  ]
  const rows = (data: Row[]) => data.flatMap((row) => (ids.has(row.id) ? (change(row) ?? []) : row))
  client.setQueriesData<Lists>(
    { queryKey: ['list', object] },
    (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, data: rows(page.data) })) },
  )
  client.setQueriesData<ListResult>({ queryKey: ['rows', object] }, (data) => data && { ...data, data: rows(data.data) })
  for (const id of ids)
    client.setQueriesData<Row>({ queryKey: ['record', object, id] }, (row) => (row ? (change(row) ?? row) : row))
  return () => {
    for (const [key, data] of before) client.setQueryData(key, data)
  }
}

/** Asks again for everything that shows this object. */
export const refresh = (client: QueryClient, object: string): Promise<unknown> =>
  Promise.all(
    (['list', 'rows', 'record', 'aggregate', 'timeline', 'facts'] as const).map((kind) =>
      client.invalidateQueries({ queryKey: kind === 'timeline' || kind === 'facts' ? [kind] : [kind, object] }),
    ),
  )

interface SaveInput {
  /** Absent: a new record. */
  readonly id?: string
  readonly values: Readonly<Record<string, unknown>>
  /** What the caches show until the server has answered, where it differs from `values` (titles of references). */
  readonly shown?: Readonly<Record<string, unknown>>
  readonly version?: number
}

/** Creates or changes a record: shown at once, put back when refused. */
export const useSave = (object: string) => {
  const client = useQueryClient()
  return useAct({
    mutationFn: ({ id, values, version }: SaveInput) =>
      id
        ? request<Row>(`${pathOf(object)}/${id}`, {
            method: 'PATCH',
            body: version === undefined ? values : { ...values, version },
          })
        : request<Row>(pathOf(object), { body: values, headers: { 'idempotency-key': crypto.randomUUID() } }),
    onMutate: ({ id, values, shown }) =>
      id ? showChange(client, object, new Set([id]), (row) => ({ ...row, ...values, ...shown })) : undefined,
    onError: (_error, _input, undo) => undo?.(),
    onSuccess: (row, { id }) => {
      if (id && row) showChange(client, object, new Set([id]), (old) => ({ ...old, ...row }))
      return id ? client.invalidateQueries({ queryKey: ['facts'] }) : refresh(client, object)
    },
  })
}

export interface BulkAnswer {
  readonly created: number
  readonly updated: number
  readonly deleted: number
  readonly results?: readonly {
    readonly action: string
    readonly row: number
    readonly id: string | null
    readonly problems?: readonly unknown[]
  }[]
}

/** Many records in one call, at most a thousand; `partial` keeps the good ones. */
export const useBulk = (object: string) => {
  const client = useQueryClient()
  return useAct({
    mutationFn: (body: {
      create?: readonly Record<string, unknown>[]
      update?: readonly Record<string, unknown>[]
      delete?: readonly string[]
      partial?: boolean
    }) => request<BulkAnswer>(`${pathOf(object)}/bulk`, { body }),
    onSettled: () => refresh(client, object),
  })
}

/** Deletes records (they vanish at once) and can bring them back. */
export const useRemove = (object: string) => {
  const client = useQueryClient()
  const remove = useAct({
    mutationFn: (ids: readonly string[]) =>
      ids.length === 1
        ? request(`${pathOf(object)}/${ids[0]}`, { method: 'DELETE' })
        : request(`${pathOf(object)}/bulk`, { body: { delete: ids } }),
    onMutate: (ids) => showChange(client, object, new Set(ids), () => null),
    onError: (_error, _ids, undo) => undo?.(),
    onSettled: () => refresh(client, object),
  })
  const restore = async (ids: readonly string[]) => {
    for (const id of ids) await request(`${pathOf(object)}/${id}/restore`, { method: 'POST', body: {} })
    await refresh(client, object)
  }
  return { remove, restore }
}

/** A business act by name; everything cached is asked again, since it may have touched anything. */
export const useCommand = <O = unknown>(name: string) => {
  const client = useQueryClient()
  return useAct({
    mutationFn: (input: unknown) =>
      request<O>(`/commands/${name}`, { body: input, headers: { 'idempotency-key': crypto.randomUUID() } }),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => !['meta', 'me'].includes(String(queryKey[0])) }),
  })
}

export interface Hit {
  readonly object: string
  readonly id: string
  readonly title: string
  readonly subtitle?: string | null
  /** Nobody owns it. */
  readonly pooled?: boolean
}

/** One box over all records. */
export const useSearch = (q: string, objects?: readonly string[], limit = 5) =>
  useQuery({
    queryKey: ['search', q, objects, limit],
    queryFn: async ({ signal }) => {
      const { data } = await request<{ data: (Omit<Hit, 'title'> & { title: string | null })[] }>(
        `/search?q=${encodeURIComponent(q)}&limit=${limit}${objects ? `&objects=${objects.join(',')}` : ''}`,
        { signal },
      )
      // A record whose name is closed to this person is found by its other words and stands without one.
      return { data: data.map((hit): Hit => ({ ...hit, title: hit.title ?? '—' })) }
    },
    enabled: q.trim().length > 0,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  })

export interface AggregateInput {
  readonly group?: readonly unknown[]
  readonly measures: readonly unknown[]
  readonly filter?: unknown
  readonly limit?: number
}
export const useAggregate = (object: string, input: AggregateInput, options: { readonly enabled?: boolean } = {}) =>
  useQuery({
    queryKey: ['aggregate', object, input],
    queryFn: ({ signal }) =>
      request<{ data: Record<string, unknown>[]; left_out: Readonly<Record<string, number>> }>(`${pathOf(object)}/aggregate`, {
        body: input,
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    enabled: options.enabled ?? true,
    retry: false,
  })
