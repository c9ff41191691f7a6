import { createContext, useContext } from 'react'

const words = {
  title: ['企业微信沙箱', 'WeCom sandbox'],
  customers: ['客户', 'Customers'], staff: ['成员', 'Members'], record: ['记录', 'Log'], misbehave: ['故障', 'Faults'],
  add_customer: ['新客户', 'New customer'], nickname: ['昵称', 'Nickname'], gender: ['性别', 'Gender'], unknown: ['未知', 'Unknown'], male: ['男', 'Male'], female: ['女', 'Female'],
  scan: ['扫码', 'Scan a code'], scan_help: ['粘贴 config_id、渠道参数或二维码地址', 'Paste config_id, state or QR address'], pick: ['或选一个活码', 'Or choose a code'],
  no_codes: ['还没有活码。先在连客里新建一个渠道活码。', 'There are no codes yet. Make a channel code in Lianke first.'],
  needs_confirm: ['需成员确认', 'Needs confirmation'], auto: ['自动通过', 'Accepted automatically'], half: ['先只加一半（成员稍后确认）', 'Half-added (the member confirms later)'],
  chats: ['会话', 'Chats'], no_chats: ['还没有好友，扫一个码试试。', 'No contacts yet. Scan a code.'], no_person: ['选一位客户，或新建一位。', 'Choose a customer, or make one.'],
  send: ['发送', 'Send'], say: ['说点什么', 'Say something'], unfriend: ['删除好友', 'Unfriend'], waiting: ['等待对方确认', 'Waiting for confirmation'],
  gone_c: ['已删除对方', 'You removed them'], gone_s: ['已被对方删除', 'They removed you'], back: ['返回', 'Back'], open: ['打开', 'Open'],
  requests: ['新的客户', 'New requests'], accept: ['通过', 'Accept'], my_customers: ['我的客户', 'My customers'], notices: ['应用消息', 'App messages'], tasks: ['群发任务', 'Mass-send tasks'],
  confirm: ['确认发送', 'Confirm and send'], sent: ['已发送', 'Sent'], cancelled: ['已取消', 'Cancelled'], none: ['暂无', 'Nothing here'], remark: ['备注', 'Remark'], description: ['描述', 'Description'],
  phones: ['手机', 'Phones'], tags: ['标签', 'Tags'], save: ['保存', 'Save'], remove: ['删除客户', 'Remove customer'], sidebar: ['侧边栏', 'Sidebar'], edit: ['备注和标签', 'Remark and tags'],
  leave: ['离职', 'Leaves'], left: ['已离职', 'Left'], reload: ['刷新', 'Reload'], address: ['页面地址', 'Page address'], targets: ['位客户', 'customers'],
  calls: ['接口调用', 'API calls'], callbacks: ['回调', 'Callbacks'], again: ['再发一次', 'Send again'], delivered: ['已送达', 'Delivered'], failed: ['未送达', 'Failed'], queued: ['等待', 'Waiting'],
  verify: ['校验回调地址', 'Verify the address'], callback_none: ['还没有配置回调地址', 'No callback address yet'], seed: ['重新开始', 'Start over'], seed_ask: ['清空并换成演示数据？', 'Clear everything and load the demo?'],
  deliver_times: ['每个回调送几次', 'Deliveries per callback'], out_of_order: ['乱序', 'Out of order'], wrong_signature: ['接下来几次签名错误', 'Next deliveries signed wrongly'],
  wrong_receiver: ['接下来几次接收方错误', 'Next deliveries for another corp'], delay_ms: ['延迟（毫秒）', 'Delay (ms)'], skew_seconds: ['时钟偏差（秒）', 'Clock skew (s)'],
  calls_per_minute: ['每接口每分钟上限', 'Calls per minute and API'], mass_rule: ['群发频率', 'Mass-send limit'], day: ['每天 1 条', '1 per day'], week: ['每周 7 条', '7 per week'], month: ['每月 30 条', '30 per month'],
  invalidate: ['让令牌提前失效', 'Invalidate tokens'], advance: ['时间前进一天', 'Advance one day'], reset: ['恢复正常', 'Back to normal'], fail_next: ['让接口返回错误', 'Make an API fail'],
  path: ['接口', 'API'], errcode: ['错误码', 'Error code'], times: ['次数', 'Times'], apply: ['应用', 'Apply'], done: ['好了', 'Done'], welcome: ['欢迎语', 'Welcome'], mass: ['群发', 'Mass message'],
  image: ['图片', 'Image'], file: ['文件', 'File'], video: ['视频', 'Video'], miniprogram: ['小程序', 'Mini-program'], now: ['沙箱时间', 'Sandbox time'], chat: ['聊天', 'Chat'],
  no_sidebar: ['选一位客户，打开连客的侧边栏。', 'Choose a customer to open the sidebar of Lianke.'], theme: ['深浅', 'Theme'],
} as const satisfies Record<string, readonly [string, string]>
export type Word = keyof typeof words
export type Language = 'zh' | 'en'

export const LanguageContext = createContext<Language>('zh')
/** The words of the page in the chosen language. */
export const useWords = (): ((word: Word) => string) => {
  const language = useContext(LanguageContext)
  return (word) => words[word][language === 'zh' ? 0 : 1]
}
export const wordIn = (language: Language, word: Word): string => words[word][language === 'zh' ? 0 : 1]
