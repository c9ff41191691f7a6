import { label, type Label } from '@lianke/kernel'
import { request, useAct, useText, useToast } from '@lianke/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'

/** One further agent as it is shown. */
export interface ShownAgent {
  readonly agent_id: number
  readonly name: string
  readonly paused: boolean
  readonly duties: readonly string[]
  readonly has_callback: boolean
}
/** One corporation as it is shown; of secrets, whether they are set. */
export interface ShownCorp {
  readonly corp_id: string
  readonly name: string
  readonly first: boolean
  readonly paused: boolean
  readonly agent_id: number
  readonly suite_id: string
  readonly api_base: string
  readonly authorize_base: string
  readonly login_base: string
  readonly js_sdk_url: string
  readonly is_set: Readonly<Record<'app_secret' | 'contacts_secret' | 'callback_token' | 'callback_aes_key', boolean>>
  readonly agents: readonly ShownAgent[]
  /** The list as it was seen, as a word to compare. */
  readonly agents_version: string
  readonly callback_path: string
}

/** What a corporation is called; without a name by its id. */
export const nameOfCorp = ({ name, corp_id }: Pick<ShownCorp, 'name' | 'corp_id'>): string => name || corp_id
/** What agents may be chosen for. */
export const duties: Readonly<Record<string, Label>> = {
  notices: label('通知成员', 'Notices to members'),
  pages: label('H5 页面、侧边栏与登录', 'Pages, sidebar and sign-in'),
}

export const useCorps = () =>
  useQuery({
    queryKey: ['wecom', 'corps'],
    retry: false,
    queryFn: async ({ signal }) => (await request<{ data: readonly ShownCorp[] }>('/wecom/corps', { signal })).data,
  })

/** What is shown of WeCom is read again. */
export const useAgain = () => {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: ['wecom'] })
    await client.invalidateQueries({ queryKey: ['settings'] })
  }
}

const pathOf = (corp: string): string => `/wecom/corps/${encodeURIComponent(corp)}`

/** Keeps what was changed of a corporation; of a new one (null) all of it. */
export const keepCorp = (corp: string | null, body: Readonly<Record<string, unknown>>): Promise<ShownCorp> =>
  request<ShownCorp>(corp === null ? '/wecom/corps' : pathOf(corp), { method: corp === null ? 'POST' : 'PATCH', body })

/** Keeps the agents of a corporation, the whole list, where nobody has changed it since it was seen. */
export const keepAgents = ({ corp_id, agents_version }: ShownCorp, agents: readonly object[]): Promise<ShownCorp> =>
  keepCorp(corp_id, { agents, agents_version })

/** Stops asking a corporation, or goes on; said with what it means. */
export const usePauseCorp = ({ corp_id, paused }: Pick<ShownCorp, 'corp_id' | 'paused'>) => {
  const text = useText()
  const again = useAgain()
  const toast = useToast()
  return useAct({
    mutationFn: () => keepCorp(corp_id, { paused: !paused }),
    onSuccess: async () => {
      await again()
      toast.done(text(pauseWords(!paused)))
    },
    onError: toast.failed,
  })
}

/** What a pause means, and its end. */
export const pauseWords = (paused: boolean): Label =>
  paused ? label('已暂停：回调照收，恢复后再处理', 'Paused: callbacks are kept and understood later') : label('已恢复', 'Resumed')

/** Where records name a corporation. */
export const useCorpUses = (corp: string) =>
  useQuery({
    queryKey: ['wecom', 'corps', corp, 'uses'],
    retry: false,
    queryFn: async ({ signal }) =>
      (await request<{ data: readonly { object: string; count: number }[] }>(`${pathOf(corp)}/uses`, { signal })).data,
  })

interface AgentCheck {
  readonly agent_id: number
  readonly status: 'ok' | 'failed' | 'unsure'
  readonly errcode: number | null
  readonly missing: Label | null
}
/** Whether WeCom knows each agent; it is not asked about a corporation that rests. */
export const useAgentChecks = ({ corp_id: corp, paused }: Pick<ShownCorp, 'corp_id' | 'paused'>) =>
  useQuery({
    queryKey: ['wecom', 'corps', corp, 'agents'],
    enabled: !paused,
    retry: false,
    queryFn: async ({ signal }) => (await request<{ data: readonly AgentCheck[] }>(`${pathOf(corp)}/agents`, { signal })).data,
  })

export const removeCorp = (corp: string): Promise<unknown> => request(pathOf(corp), { method: 'DELETE' })
