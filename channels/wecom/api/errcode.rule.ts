import { label, type Label } from '@lianke/kernel'

/**
 * What a caller does about an errcode. `token`: refresh once and replay. `busy`, `concurrency`, `frequency`: wait.
 * `stop`: nothing works until an administrator acts. `permission`: this capability or member is not ours. `gone`: the thing named is no more.
 * `input`: our request was wrong, trying again changes nothing.
 */
export type ErrorClass = 'token' | 'busy' | 'concurrency' | 'frequency' | 'stop' | 'permission' | 'gone' | 'input'

const classes: readonly (readonly [ErrorClass, readonly number[]])[] = [
  ['token', [40014, 42001, 41001]],
  ['busy', [-1]],
  ['concurrency', [45033, 41096, 41063]],
  ['frequency', [45009]],
  ['stop', [40001, 40091, 40013, 40056, 50001, 50003, 60020, 45035]],
  [
    'permission',
    [48001, 48002, 48003, 48004, 48005, 48006, 48007, 48008, 48009, 49008, 50002, 60011, 60021, 84074, 301002, 701008],
  ],
  ['gone', [40003, 46004, 60111, 40007, 40068, 40096, 84061, 60123, 60003, 41044, 60136, 60140, 90501]],
]
const byCode = new Map(classes.flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const)))

/** The class of an errcode; what is not listed is taken as a fault of the request, so that it is never repeated blindly. */
export const errorClassOf = (errcode: number): ErrorClass => byCode.get(errcode) ?? 'input'

/**
 * How long an errcode asks us to stay away, at least. Which window of a frequency limit was passed (minute, hour, day, month) the code does not
 * say, and the vendor warns against reading its text: whoever asks again and again waits longer each time.
 */
export const waitMsOf = (errcode: number): number => {
  const kind = errorClassOf(errcode)
  if (kind === 'busy') return 5_000
  if (kind === 'concurrency') return 2_000
  return kind === 'frequency' ? 60_000 : 0
}

const meanings: Readonly<Record<number, Label>> = {
  40001: label('Secret 不对', 'The secret is wrong'),
  40091: label('Secret 不对', 'The secret is wrong'),
  40013: label('企业 ID 不对', 'The corp id is wrong'),
  40056: label('AgentId 不对', 'The AgentId is wrong'),
  40068: label('标签已不存在', 'The tag no longer exists'),
  40071: label('标签已存在', 'The tag exists already'),
  40096: label('客户 ID 无效', 'The customer id is not valid'),
  41045: label('活码已达企业上限', 'The corp has used up its contact codes'),
  41048: label('没有可发送的客户', 'There is no customer to send to'),
  41050: label('欢迎语凭证无效或已过 20 秒', 'The welcome code is invalid or older than 20 seconds'),
  41063: label('群发正在分发，稍后再试', 'The mass message is being handed out; try again later'),
  41051: label('已发过欢迎语或已开始聊天', 'A welcome was sent already, or they are chatting'),
  41054: label('成员未激活', 'The member is not activated'),
  45009: label('调用过于频繁', 'Called too often'),
  45033: label('并发过高', 'Too many calls at once'),
  48002: label('应用没有这个接口的权限', 'The app may not call this API'),
  48009: label('此 Secret 不能读取通讯录详情', 'This secret may not read details of the directory'),
  49008: label('应用没有这个客户群的权限', 'The app may not read this customer group'),
  60021: label('成员不在应用的可见范围内', 'The member is outside the visible range of the app'),
  90501: label('不是客户群', 'This is no customer group'),
  701008: label('没有成员持有互通账号', 'No member has a licence to exchange with customers'),
  50001: label('可信域名不对', 'The trusted domain does not match'),
  50003: label('应用已停用', 'The app is disabled'),
  60011: label('不在应用的可见范围内', 'Outside the visible range of the app'),
  60020: label('服务器 IP 不在应用的可信 IP 中', 'Our address is not among the trusted IPs of the app'),
  81013: label('接收人都无效', 'No recipient is valid'),
  84061: label('成员与客户已不是好友', 'The member and the customer are no longer contacts'),
  84074: label('没有客户联系权限', 'No customer-contact permission'),
}
/** What an errcode means to a person. */
export const meaningOf = (errcode: number): Label =>
  meanings[errcode] ?? label(`企业微信返回错误 ${errcode}`, `WeCom answered error ${errcode}`)
/** Words of refusals, for the module's list. */
export const errorWords: Readonly<Record<string, Label>> = Object.fromEntries(
  Object.entries(meanings).map(([code, text]) => [`refusal.wecom.${code}`, text]),
)
