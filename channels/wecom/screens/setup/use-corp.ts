import { label, type Label, textIn } from '@lianke/kernel'
import { Problem, request, useSetupMoved } from '@lianke/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** What a corp is known by, in the order of its console, and where each stands there. */
export const corpFields: readonly {
  readonly name: string
  readonly said: Label
  readonly where: Label
  readonly secret?: boolean
  readonly number?: boolean
}[] = [
  {
    name: 'wecom.corp_id',
    said: label('企业 ID', 'Corp ID'),
    where: label('管理后台 › 我的企业 › 企业信息', 'Admin console › My company › Company information'),
  },
  {
    name: 'wecom.agent_id',
    said: label('AgentId', 'AgentId'),
    where: label('应用管理 › 自建应用', 'App management › your self-built app'),
    number: true,
  },
  {
    name: 'wecom.app_secret',
    said: label('Secret', 'Secret'),
    where: label(
      '同一个应用；并把它加入「客户联系 › 可调用接口的应用」',
      'Of the same app; add it under Customer contact › Apps that may call the API',
    ),
    secret: true,
  },
  {
    name: 'wecom.callback_token',
    said: label('回调 Token', 'Callback token'),
    where: label('客户联系 › API › 接收事件服务器，随机生成', 'Customer contact › API › Event server, made there'),
    secret: true,
  },
  {
    name: 'wecom.callback_aes_key',
    said: label('EncodingAESKey', 'EncodingAESKey'),
    where: label('与 Token 同一页，43 位', 'On the same page as the token, 43 characters'),
    secret: true,
  },
]
/** Where the vendor answers: what the sandbox had set goes back to the vendor's own. */
const addresses = ['wecom.api_base', 'wecom.authorize_base', 'wecom.login_base', 'wecom.js_sdk_url']

interface Setting {
  readonly name: string
  readonly is_set: boolean
  readonly value?: unknown
}

/** A value that the server refused, by the setting it is about. */
export class Refused extends Error {
  readonly setting: string
  constructor(setting: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause))
    this.setting = setting
  }
}

/** All of them or none. */
const keep = async (set: Readonly<Record<string, unknown>>, reset: readonly string[]): Promise<void> => {
  try {
    await request('/settings', { method: 'PATCH', body: { set, reset } })
  } catch (cause) {
    const setting = cause instanceof Problem ? textIn(cause.extra.setting) : null
    throw setting ? new Refused(setting, cause) : cause
  }
}

/** The corp's values as they are kept, and keeping new ones; a value that is left empty stays as it was. */
export const useCorp = ({ leavesSandbox }: { readonly leavesSandbox: boolean }) => {
  const client = useQueryClient()
  const moved = useSetupMoved()
  const [saving, setSaving] = useState(false)
  const kept = useQuery({
    queryKey: ['settings', 'wecom'],
    queryFn: ({ signal }) => Promise.all(corpFields.map(({ name }) => request<Setting>(`/settings/${name}`, { signal }))),
    retry: false,
    staleTime: 0,
  })
  const save = async (values: Readonly<Record<string, string | undefined>>): Promise<void> => {
    setSaving(true)
    try {
      const given = corpFields.flatMap(({ name, number }) => {
        const value = values[name]?.trim()
        return value ? [[name, number ? Number(value) : value] as const] : []
      })
      await keep(Object.fromEntries(given), leavesSandbox ? addresses : [])
    } finally {
      await client.invalidateQueries({ queryKey: ['settings'] })
      await client.invalidateQueries({ queryKey: ['wecom'] })
      await moved()
      setSaving(false)
    }
  }
  return { kept, save, saving }
}
