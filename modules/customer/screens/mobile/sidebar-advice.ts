import { label, type Label } from '@lianke/kernel'
import { type ChatApp, ChatFault, Problem } from '@lianke/ui/phone'

/** Why nobody is shown, and what to do about it. */
export interface Advice {
  readonly icon: string
  readonly title: Label
  readonly help: Label
}
export const outside: Advice = {
  icon: 'smartphone',
  title: label('请在{app}里打开', 'Open this inside {app}'),
  help: label(
    '侧边栏显示正在聊天的客户。在手机上打开与客户的聊天，从工具栏进入；在这里可以先从客户列表查找。',
    'The sidebar shows the customer you are chatting with: open a chat on your phone and enter from its toolbar. Here you can look in the list of customers.',
  ),
}
export const unknown: Advice = {
  icon: 'user',
  title: label('这位客户不在你的客户里', 'This customer is not among yours'),
  help: label(
    '刚加的好友几秒后会出现。如果 TA 由其他同事负责，请联系主管分配给你或共享。',
    'Someone added just now appears within seconds. If a colleague owns this customer, ask your manager to assign or share.',
  ),
}
const notConnected = ({ mend }: ChatApp): Advice => ({
  icon: 'link',
  title: label('{app}还没有接通', '{app} is not connected'),
  help: mend.not_connected,
})
const noContact = ({ mend }: ChatApp): Advice => ({
  icon: 'user',
  title: label('没有拿到聊天里的客户', '{app} did not say who this is'),
  help: mend.no_contact,
})

/** What to do where the chat does not say whom one speaks to; null: it is a fault like any other. */
export const adviceFor = (app: ChatApp | null, error: unknown): Advice | null => {
  if (!app) return outside
  if (error instanceof ChatFault) return error.kind === 'not_loaded' ? notConnected(app) : noContact(app)
  return error instanceof Problem && error.status === 409 ? notConnected(app) : null
}
