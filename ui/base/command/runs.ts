import { isObject } from '@lianke/kernel'
import { useQuery } from '@tanstack/react-query'
import { request } from '../client/request.ts'
import { bodyOf, type CommandRequest } from './target.ts'
import type { Values } from './values.ts'

/** A run as the server tells it. */
export interface Run {
  readonly id: string
  readonly command: string
  readonly status: 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone'
  readonly total: number
  readonly done: number
  readonly changed: number
  readonly refused: number
  readonly restored: number
  readonly kept: number
  readonly problem: string | null
  readonly undo: boolean
  /** What the command answered, where it was on one record. */
  readonly answer?: unknown
  readonly reasons?: readonly { readonly id: string; readonly detail: string }[]
}
export interface CommandPreview {
  readonly found: number
  readonly tried: number
  readonly changed: number
  readonly same: number
  readonly refused: number
  readonly reasons: readonly { readonly id: string; readonly title: string | null; readonly detail: string }[]
  readonly because: readonly { readonly code: string; readonly detail: string; readonly count: number }[]
  readonly makes: readonly { readonly object: string; readonly count: number }[]
  readonly fields: readonly { readonly name: string; readonly before: unknown; readonly after: unknown }[]
}

/** What an act came to: a run where it was on records, the bare answer where it was on none. */
export interface Outcome {
  readonly run: Run | null
  readonly answer: Readonly<Record<string, unknown>>
}
const membersOf = (answer: unknown): Readonly<Record<string, unknown>> => (isObject(answer) ? { ...answer } : {})

/** Does it; the same `key` twice does it once. */
export const sendCommand = async ({ command, target }: CommandRequest, input: Values, key: string): Promise<Outcome> => {
  const headers = { 'idempotency-key': key }
  if (target.kind === 'none')
    return { run: null, answer: membersOf(await request(`/commands/${command.name}`, { body: input, headers })) }
  const run = await request<Run>(`/commands/${command.name}/run-on`, { body: { ...bodyOf(target), input }, headers })
  return { run, answer: membersOf(run.answer) }
}

export const previewCommand = ({ command, target }: CommandRequest, input: Values, signal: AbortSignal) =>
  request<CommandPreview>(`/commands/${command.name}/preview`, { body: { ...bodyOf(target), input }, signal })

const pollMs = 1000
/** A run while it goes on. */
export const useRun = (id: string) =>
  useQuery({
    queryKey: ['command-run', id],
    queryFn: ({ signal }) => request<Run>(`/command-runs/${id}`, { signal }),
    refetchInterval: ({ state: { data } }) => (data && data.status !== 'running' && data.status !== 'undoing' ? false : pollMs),
  })
export const moveRun = (id: string, act: 'cancel' | 'undo') => request<Run>(`/command-runs/${id}/${act}`, { body: {} })

/** Which acts are offered on these records, with on how many of them. `stamp`: what the answer depends on beside the ids; another one asks again. */
export const useOffered = (object: string, ids: readonly string[], enabled = true, stamp: unknown = null) =>
  useQuery<ReadonlyMap<string, number>>({
    queryKey: ['offered', object, ids, stamp],
    // The same records in another version keep their buttons until the answer is there; other records never borrow them.
    placeholderData: (kept, before) => (JSON.stringify(before?.queryKey[2]) === JSON.stringify(ids) ? kept : undefined),
    queryFn: async ({ signal }) => {
      const { data } = await request<{ data: { command: string; count: number }[] }>(`/${object.replace('.', '/')}/offered`, {
        body: { ids: ids.slice(0, 1000) },
        signal,
      })
      return new Map(data.map(({ command, count }) => [command, count]))
    },
    enabled: enabled && ids.length > 0,
    staleTime: 5_000,
  })
