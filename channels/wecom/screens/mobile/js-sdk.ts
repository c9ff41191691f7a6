import { ChatFault, type ChatMessage, request } from '@lianke/ui/phone'

interface Signature {
  readonly timestamp: number
  readonly nonceStr: string
  readonly signature: string
}
interface SidebarConfig {
  readonly corp_id: string
  readonly agent_id: number
  readonly js_sdk_url: string
  readonly config: Signature
  readonly agent_config: Signature
}
interface Registration {
  readonly corpId: string
  readonly agentId: number
  readonly jsApiList: readonly string[]
  readonly getConfigSignature: (url: string) => Promise<Signature>
  readonly getAgentConfigSignature: (url: string) => Promise<Signature>
}
/** The part of the vendor's JS-SDK that we use. */
interface Sdk {
  register(registration: Registration): void
  getCurExternalContact(): Promise<{ readonly userId?: string }>
  sendChatMessage(input: SdkMessage): Promise<unknown>
}
type SdkMessage =
  | { readonly msgtype: 'text'; readonly enterChat?: boolean; readonly text: { readonly content: string } }
  | {
      readonly msgtype: 'news'
      readonly enterChat?: boolean
      readonly news: { readonly link: string; readonly title: string; readonly desc: string; readonly imgUrl: string }
    }

declare global {
  interface Window {
    /** There once the vendor's script has run. */
    readonly ww?: Sdk
  }
}
const apis = ['getContext', 'getCurExternalContact', 'sendChatMessage'] as const

/** What the SDK says went wrong, in its own words. */
const wordsOf = (said: unknown): string => {
  if (typeof said !== 'object' || said === null) return String(said)
  if ('errMsg' in said) return String(said.errMsg)
  return 'err_msg' in said ? String(said.err_msg) : ''
}

const configFor = (url: string, corp: string | null) =>
  request<SidebarConfig>(`/wecom/js-config?${new URLSearchParams({ url, ...(corp === null ? {} : { corp }) })}`)
const sdkOf = (): Sdk | undefined => window.ww
const loadScript = (src: string): Promise<void> =>
  new Promise((done, failed) => {
    const script = document.createElement('script')
    script.src = src
    script.onload = () => done()
    script.onerror = () => failed(new ChatFault('not_loaded', src))
    document.head.append(script)
  })

const start = async (corp: string | null): Promise<Sdk> => {
  const entry = location.href.split('#')[0] ?? location.href
  const first = await configFor(entry, corp)
  if (!sdkOf()) await loadScript(first.js_sdk_url)
  const sdk = sdkOf()
  if (!sdk) throw new ChatFault('not_loaded', first.js_sdk_url)
  // Both signatures of one address come with one answer; the first one has it already.
  const answers = new Map([[entry, Promise.resolve(first)]])
  const configOf = (url: string) => {
    const known = answers.get(url) ?? configFor(url, corp)
    answers.set(url, known)
    return known
  }
  sdk.register({
    corpId: first.corp_id,
    agentId: first.agent_id,
    jsApiList: apis,
    getConfigSignature: async (url) => (await configOf(url)).config,
    getAgentConfigSignature: async (url) => (await configOf(url)).agent_config,
  })
  return sdk
}

let started: Promise<Sdk> | null = null
/** The client, registered once per window; a failed start may be tried again. */
const client = (corp: string | null): Promise<Sdk> => {
  started ??= start(corp).catch((cause: unknown) => {
    started = null
    throw cause
  })
  return started
}

/** The customer whose chat is open beside this page; `corp`: in whose client it is, where that is not the first. */
export const currentContact = async (corp: string | null): Promise<string> => {
  const sdk = await client(corp)
  const answer = await sdk.getCurExternalContact().catch((cause: unknown) => {
    throw new ChatFault('no_contact', wordsOf(cause))
  })
  if (!answer.userId) throw new ChatFault('no_contact')
  return answer.userId
}

const inSdk = (message: ChatMessage): SdkMessage =>
  message.kind === 'text'
    ? { msgtype: 'text', enterChat: true, text: { content: message.text } }
    : {
        msgtype: 'news',
        enterChat: true,
        news: { link: message.link, title: message.title, desc: message.text, imgUrl: message.image },
      }

/** Puts a message into the chat that is open beside this page. */
export const sendToChat = async (message: ChatMessage, corp: string | null): Promise<void> => {
  const sdk = await client(corp)
  await sdk.sendChatMessage(inSdk(message)).catch((cause: unknown) => {
    throw new ChatFault('refused', wordsOf(cause))
  })
}
