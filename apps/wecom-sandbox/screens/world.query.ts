import { isObject, textIn } from '@lianke/kernel/plain'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type { ApiEntry } from '../api/call-log.ts'
import type { CallbackEntry } from '../callback/delivery.ts'
import type { ChatMessage, Relation, World } from '../world/world.ts'

export type ShownWorld = Omit<World, 'tokens' | 'tickets' | 'media' | 'codes' | 'welcome_codes'> & {
  now: number
  house_url: string
}
export interface Log {
  now: number
  calls: ApiEntry[]
  callbacks: CallbackEntry[]
}
const refreshMs = 1500

const corpParameter = 'corp'
/** The corporation that is played on this page, by its address; none: the first. */
export const playedCorp = (): string | null => new URLSearchParams(location.search).get(corpParameter)
/** Plays another one from now on. */
export const playCorp = (corp_id: string): void => {
  const there = new URL(location.href)
  there.searchParams.set(corpParameter, corp_id)
  location.assign(there)
}
/** An address of the sandbox in the corporation that is played. */
export const addressIn = (address: string): string => {
  const corp = playedCorp()
  return `/sandbox/${address}${corp ? `?${new URLSearchParams({ [corpParameter]: corp })}` : ''}`
}

const ask = async <T>(address: string, body?: unknown): Promise<T> => {
  const answer = await fetch(
    addressIn(address),
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
  if (answer.ok) return answer.json()
  const said: unknown = await answer.json()
  throw new Error((isObject(said) && textIn(said.error)) || `HTTP ${answer.status}`)
}

/** The world as it is now, read again and again. */
export const useWorld = () =>
  useQuery({ queryKey: ['world'], queryFn: () => ask<ShownWorld>('world'), refetchInterval: refreshMs })
export const useCorps = () =>
  useQuery({ queryKey: ['corps'], queryFn: () => ask<{ corps: World['corp'][] }>('corps'), refetchInterval: refreshMs * 4 })
export const useLog = () => useQuery({ queryKey: ['log'], queryFn: () => ask<Log>('log'), refetchInterval: refreshMs })

/** Does something in the world and shows what came of it. */
export const useAct = () => {
  const client = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: ({ address, body = {} }: { address: string; body?: unknown }) => ask<Record<string, unknown>>(address, body),
    onSuccess: () => client.invalidateQueries(),
    onError: (cause) => message.error(cause.message),
  })
}

export const relationsOf = (world: ShownWorld, who: { userid?: string; external_userid?: string }): Relation[] =>
  Object.values(world.relations)
    .filter(
      (each) =>
        (!who.userid || each.userid === who.userid) && (!who.external_userid || each.external_userid === who.external_userid),
    )
    .sort((a, b) => b.createtime - a.createtime)
export const messagesOf = (world: ShownWorld, relation: Pick<Relation, 'userid' | 'external_userid'>): ChatMessage[] =>
  world.messages.filter((each) => each.userid === relation.userid && each.external_userid === relation.external_userid)
/** The texts of a message's body by name; what is no text is left out. */
export const textsOf = (body: unknown): Record<string, string> =>
  isObject(body)
    ? Object.fromEntries(Object.entries(body).filter((part): part is [string, string] => typeof part[1] === 'string'))
    : {}
export const timeOf = (seconds: number): string => new Date(seconds * 1000).toLocaleTimeString('zh-CN', { hour12: false })
