import { defineSetting, label, type SettingDefinition } from '@lianke/kernel'
import { z } from 'zod'

const section = label('企业微信', 'WeCom')
const callbackKey = z.union([z.literal(''), z.string().regex(/^[A-Za-z0-9]{43}$/)])
const agentsMax = 20
/** What an agent may be chosen for: notices to members; pages inside WeCom, sign-in and the sidebar. Everything else is the main agent's. */
export const agentDuties = ['notices', 'pages'] as const
const agent = z.strictObject({
  agent_id: z.number().int().min(1),
  name: z.string().max(40).default(''),
  secret: z.string().max(200),
  callback_token: z.string().max(64).default(''),
  callback_aes_key: callbackKey.default(''),
  paused: z.boolean().default(false),
  duties: z.array(z.enum(agentDuties)).max(agentDuties.length).default([]),
})
/** What is kept of a corporation beside its id, by what its screen and its route call it. */
export const corpFields = {
  name: 'wecom.corp_name',
  paused: 'wecom.corp_paused',
  agent_id: 'wecom.agent_id',
  app_secret: 'wecom.app_secret',
  contacts_secret: 'wecom.contacts_secret',
  callback_token: 'wecom.callback_token',
  callback_aes_key: 'wecom.callback_aes_key',
  suite_id: 'wecom.suite_id',
  agents: 'wecom.agents',
  api_base: 'wecom.api_base',
  authorize_base: 'wecom.authorize_base',
  login_base: 'wecom.login_base',
  js_sdk_url: 'wecom.js_sdk_url',
} as const

/** What belongs to one corporation. Those of the first stand as settings of these names, those of the others in `wecom.corps`, under the same names. */
export const ofOneCorp: ReadonlySet<string> = new Set([...Object.values(corpFields), 'wecom.corp_id', 'wecom.sandbox'])

const corpsMax = 50
/** A further corporation: each value as the setting of its name takes it, and nothing else. */
const ofAnother = z.looseObject({ 'wecom.corp_id': z.string().min(1).max(64) }).superRefine((values, context) => {
  for (const [name, value] of Object.entries(values)) {
    const setting = wecomSettings.find((one) => one.name === name && ofOneCorp.has(name))
    const read = setting?.schema.safeParse(value)
    if (!read?.success)
      context.addIssue({ code: 'custom', path: [name], message: read ? z.prettifyError(read.error) : 'unknown' })
  }
})
const areDifferent = (all: readonly { readonly 'wecom.corp_id': string }[]): boolean =>
  new Set(all.map((one) => one['wecom.corp_id'])).size === all.length
const address = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''))

/** Names by which the channel asks for its settings and secrets. What belongs to a corporation is kept on the channel’s own page. */
export const wecomSettings: readonly SettingDefinition<never>[] = [
  defineSetting({
    name: 'wecom.corp_id',
    section,
    hidden: true,
    label: label('企业 ID', 'Corp ID'),
    schema: z.string().max(64),
    default: '',
    help: label('管理后台 → 我的企业 → 企业 ID', 'Admin console → My company → Company ID'),
  }),
  defineSetting({
    name: 'wecom.agent_id',
    section,
    hidden: true,
    label: label('应用 AgentId', 'AgentId of the app'),
    schema: z.number().int().min(0),
    default: 0,
    help: label('自建应用的详情页', 'On the page of your self-built app'),
  }),
  defineSetting({
    name: 'wecom.app_secret',
    section,
    hidden: true,
    secret: true,
    label: label('应用 Secret', 'Secret of the app'),
    schema: z.string().max(200),
    default: '',
    help: label('该应用须加入「客户联系 → 可调用接口的应用」', 'Add the app under Customer contact → Apps that may call the API'),
  }),
  defineSetting({
    name: 'wecom.contacts_secret',
    section,
    hidden: true,
    secret: true,
    label: label('通讯录同步 Secret', 'Secret of contacts sync'),
    schema: z.string().max(200),
    default: '',
    help: label('可不填，不填则用应用 Secret 读通讯录', 'Optional: the app secret reads the directory when it is empty'),
  }),
  defineSetting({
    name: 'wecom.callback_token',
    section,
    hidden: true,
    secret: true,
    label: label('回调 Token', 'Callback token'),
    schema: z.string().max(64),
    default: '',
  }),
  defineSetting({
    name: 'wecom.callback_aes_key',
    section,
    hidden: true,
    secret: true,
    label: label('回调 EncodingAESKey', 'Callback EncodingAESKey'),
    schema: callbackKey,
    default: '',
  }),
  defineSetting({
    name: 'wecom.suite_id',
    section,
    hidden: true,
    label: label('第三方应用 SuiteID', 'Suite ID of a third-party app'),
    schema: z.string().max(64),
    default: '',
    help: label(
      '自建应用不用填；应用由服务商提供时，回调发给它的 SuiteID',
      'Leave it empty for an app of your own; callbacks of a provider’s app are addressed to its suite',
    ),
  }),
  defineSetting({
    name: 'wecom.callback_skew_seconds',
    section,
    label: label('回调时间允许的偏差（秒）', 'Allowed clock skew of callbacks (seconds)'),
    schema: z.number().int().min(30).max(86_400),
    default: 600,
  }),
  defineSetting({
    name: 'wecom.api_base',
    section,
    hidden: true,
    label: label('接口地址', 'API address'),
    help: label(
      '企业微信的地址；沙盒的地址只对沙盒的企业有效',
      'That of WeCom; the sandbox’s holds for the corp of the sandbox alone',
    ),
    schema: address,
    default: 'https://qyapi.weixin.qq.com',
  }),
  defineSetting({
    name: 'wecom.authorize_base',
    section,
    hidden: true,
    label: label('网页授权地址', 'OAuth address'),
    schema: address,
    default: 'https://open.weixin.qq.com',
  }),
  defineSetting({
    name: 'wecom.login_base',
    section,
    hidden: true,
    label: label('扫码登录地址', 'Scan sign-in address'),
    schema: address,
    default: 'https://login.work.weixin.qq.com',
  }),
  defineSetting({
    name: 'wecom.js_sdk_url',
    section,
    hidden: true,
    label: label('JS-SDK 地址', 'Address of the JS-SDK'),
    schema: address,
    default: 'https://wwcdn.weixin.qq.com/node/open/js/wecom-jssdk-2.3.3.js',
  }),
  defineSetting({
    name: 'wecom.corp_name',
    section,
    hidden: true,
    label: label('企业名称', 'Name of the corporation'),
    schema: z.string().max(80),
    default: '',
  }),
  defineSetting({
    name: 'wecom.corp_paused',
    section,
    hidden: true,
    label: label('企业已暂停', 'The corporation is paused'),
    schema: z.boolean(),
    default: false,
  }),
  defineSetting({
    name: 'wecom.agents',
    section,
    hidden: true,
    secret: true,
    label: label('更多应用', 'Further agents'),
    schema: z.array(agent).max(agentsMax),
    default: [],
  }),
  defineSetting({
    name: 'wecom.corps',
    section,
    hidden: true,
    secret: true,
    label: label('更多企业', 'Further corporations'),
    schema: z.array(ofAnother).max(corpsMax).refine(areDifferent, 'a corporation stands there once'),
    default: [],
  }),
  defineSetting({
    name: 'wecom.sandbox',
    section,
    hidden: true,
    label: label('沙盒', 'Sandbox'),
    schema: z.object({ corp: z.string(), addresses: z.array(z.string()) }).nullable(),
    default: null,
  }),
] as unknown as readonly SettingDefinition<never>[]
