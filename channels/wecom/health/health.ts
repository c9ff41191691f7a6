import { label, RetryLater, type Label } from '@lianke/kernel'
import { agentFor, agentsOf } from '../corp/agents.ts'
import type { CorpHost } from '../corp/corp-host.ts'
import { askDirectory } from '../api/ask-directory.ts'
import { accessToken, call, jsTicket } from '../api/client.ts'
import { meaningOf } from '../api/errcode.rule.ts'
import { CorpPaused, WecomError } from '../api/wecom-error.ts'
import { aesKeyOf, CallbackCryptoError } from '../sign/callback-crypto.rule.ts'

/** One capability as the health page shows it: does it work, what is missing, what stops working without it, how to mend it. */
export interface Capability {
  readonly name: string
  readonly label: Label
  readonly status: 'ok' | 'failed' | 'unsure'
  readonly errcode: number | null
  /** The vendor's hint for its support. */
  readonly hint: string
  readonly missing: Label | null
  readonly stops: Label
  readonly mend: Label
}

interface Probe {
  readonly name: string
  readonly label: Label
  readonly stops: Label
  readonly mend: Label
  readonly try: (host: CorpHost) => Promise<unknown>
}

const silent = label('企业微信暂时没有应答，稍后再试', 'WeCom does not answer right now, try again later')
const appRight = label(
  '管理后台 → 客户联系 → 可调用接口的应用，加入本应用',
  'Admin console → Customer contact → Apps that may call the API: add this app',
)

const probes: readonly Probe[] = [
  {
    name: 'token',
    label: label('连接', 'Connection'),
    stops: label('企业微信的全部功能', 'Everything about WeCom'),
    mend: label(
      '核对企业 ID、应用 Secret，并把服务器 IP 加入应用的可信 IP',
      'Check corp id and app secret, and add the server to the trusted IPs of the app',
    ),
    try: (host) => accessToken(host, 'app', ''),
  },
  {
    name: 'callback',
    label: label('接收回调', 'Callbacks'),
    stops: label('加好友、删好友、标签变化不会自动进来', 'Added, removed and tagged customers do not arrive'),
    mend: label(
      '填写回调 Token 与 EncodingAESKey，与后台「接收消息」一致',
      'Enter token and EncodingAESKey exactly as under "Receive messages"',
    ),
    try: async (host) => {
      if (!(await host.secret('wecom.callback_token'))) throw new CallbackCryptoError('bad_key')
      return aesKeyOf((await host.secret('wecom.callback_aes_key')) ?? '')
    },
  },
  {
    name: 'directory',
    label: label('通讯录', 'Directory'),
    stops: label('成员与部门无法同步', 'Members and departments cannot be synced'),
    mend: label('在应用的可见范围里加入需要的部门', 'Add the departments to the visible range of the app'),
    try: (host) => askDirectory(host, '/cgi-bin/department/list'),
  },
  {
    name: 'customers',
    label: label('客户', 'Customers'),
    stops: label('客户资料、同步与归属', 'Customer details, sync and ownership'),
    mend: appRight,
    try: (host) => call(host, '/cgi-bin/externalcontact/get_follow_user_list'),
  },
  {
    name: 'tags',
    label: label('企业标签', 'Corp tags'),
    stops: label('标签同步与打标签', 'Syncing and marking tags'),
    mend: appRight,
    try: (host) => call(host, '/cgi-bin/externalcontact/get_corp_tag_list', { body: {} }),
  },
  {
    name: 'contact_way',
    label: label('渠道活码', 'Contact codes'),
    stops: label('渠道活码的新建与修改', 'Making and changing contact codes'),
    mend: appRight,
    try: (host) => call(host, '/cgi-bin/externalcontact/list_contact_way', { body: { limit: 1 } }),
  },
  {
    name: 'app_message',
    label: label('通知成员', 'Notices to members'),
    stops: label('任务提醒与新客通知', 'Task reminders and notices of new customers'),
    mend: label('核对 AgentId，且与 Secret 属于同一个应用', 'Check that AgentId and secret belong to the same app'),
    try: async (host) =>
      call(host, '/cgi-bin/agent/get', { by: 'notices', query: { agentid: (await agentFor(host, 'notices')).agent_id } }),
  },
  {
    name: 'sidebar',
    label: label('聊天侧边栏', 'Chat sidebar'),
    stops: label('侧边栏认不出当前客户', 'The sidebar cannot tell who the customer is'),
    mend: label('在应用里设置可信域名，并在「聊天工具栏」配置页面', 'Set the trusted domain and put the page under Chat toolbar'),
    try: async (host) => [await jsTicket(host, 'corp'), await jsTicket(host, 'agent')],
  },
]

/** Tries each capability (or those named) with a harmless call and says what is missing. A busy vendor is unsure, not broken. */
export const checkHealth = async (host: CorpHost, named?: ReadonlySet<string>): Promise<readonly Capability[]> => {
  const found: Capability[] = []
  for (const probe of probes) {
    const { name, stops, mend } = probe
    if (named && !named.has(name)) continue
    const base = { name, label: probe.label, stops, mend, hint: '', errcode: null }
    try {
      await probe.try(host)
      found.push({ ...base, status: 'ok', missing: null })
    } catch (cause) {
      if (cause instanceof WecomError)
        found.push({ ...base, status: 'failed', errcode: cause.errcode, hint: cause.hint, missing: meaningOf(cause.errcode) })
      else if (cause instanceof CallbackCryptoError)
        found.push({
          ...base,
          status: 'failed',
          missing: label('回调 Token 或 EncodingAESKey 未填或不对', 'Callback token or EncodingAESKey is missing or wrong'),
        })
      else if (cause instanceof CorpPaused)
        found.push({ ...base, status: 'unsure', missing: label('企业已暂停', 'The corporation is paused') })
      else if (cause instanceof RetryLater)
        found.push({
          ...base,
          status: 'unsure',
          missing: silent,
        })
      else throw cause
    }
  }
  return found
}

interface AgentCheck {
  readonly agent_id: number
  readonly status: 'ok' | 'failed' | 'unsure'
  readonly errcode: number | null
  readonly missing: Label | null
}

/** Asks WeCom for the agent by its own secret. */
const checkOne = async (host: CorpHost, agent_id: number): Promise<AgentCheck> => {
  try {
    await call(host, '/cgi-bin/agent/get', { by: agent_id, query: { agentid: agent_id } })
    return { agent_id, status: 'ok', errcode: null, missing: null }
  } catch (cause) {
    if (cause instanceof WecomError)
      return { agent_id, status: 'failed', errcode: cause.errcode, missing: meaningOf(cause.errcode) }
    if (cause instanceof RetryLater) return { agent_id, status: 'unsure', errcode: null, missing: silent }
    throw cause
  }
}

/** Whether WeCom knows each agent by the id and the secret that are kept here, the main one first. */
export const checkAgents = async (host: CorpHost): Promise<readonly AgentCheck[]> => {
  const ids = [await host.setting<number>('wecom.agent_id'), ...(await agentsOf(host)).map(({ agent_id }) => agent_id)]
  return Promise.all(ids.map((agent_id) => checkOne(host, agent_id)))
}
