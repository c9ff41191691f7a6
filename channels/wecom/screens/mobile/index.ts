import { label } from '@lianke/kernel'
import type { ChatApp } from '@lianke/ui/phone'

const parameter = 'corp'
const kept = 'lianke.wecom.corp'
/** The corporation in whose client the page was opened: its console gives the pages' address with `?corp=`; none: the first. */
const whichCorp = (): string | null => {
  const asked = new URLSearchParams(location.search).get(parameter)
  if (asked !== null) sessionStorage.setItem(kept, asked)
  return asked ?? sessionStorage.getItem(kept)
}

// Like every list of screens this one is data: what the pages are made of is loaded where it is used.
const sdk = () => import('./js-sdk.ts')

/** WeCom as an application in which the phone's pages are shown. */
export const wecomApp: ChatApp = {
  name: 'wecom',
  label: label('企业微信', 'WeCom'),
  // Its web view says so; and since our pages forbid being framed by strangers, a page that finds itself in a frame is shown by a client (the sandbox).
  inside: () => /wxwork/i.test(navigator.userAgent) || window.parent !== window,
  signInPath: (to) => {
    const corp = whichCorp()
    return `/sign-in/wecom?${new URLSearchParams({ to, ...(corp === null ? {} : { corp }) })}`
  },
  currentContact: async () => {
    const corp = whichCorp()
    const value = await (await sdk()).currentContact(corp)
    return { type: 'wecom_external_userid', value, ...(corp === null ? {} : { issuer: corp }) }
  },
  send: async (message) => (await sdk()).sendToChat(message, whichCorp()),
  mend: {
    not_connected: label(
      '请管理员在“渠道 › 企业微信”检查应用的 AgentId、Secret 和可信域名。',
      'Ask an administrator to check AgentId, secret and trusted domain in Channels › WeCom.',
    ),
    no_contact: label(
      '请从与外部联系人的单聊里打开侧边栏；仍不行时请管理员确认应用已加入客户联系的可调用应用。',
      'Open the sidebar from a chat with one external contact. If it persists, an administrator adds the app to those that may call customer contact.',
    ),
  },
}
export const chatApps: readonly ChatApp[] = [wecomApp]
