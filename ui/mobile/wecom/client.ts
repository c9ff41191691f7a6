import { request } from '../../client/request.ts'

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
  sendChatMessage(input: ChatMessage): Promise<unknown>
}
export type ChatMessage =
  | { readonly msgtype: 'text'; readonly enterChat?: boolean; readonly text: { readonly content: string } }
  | {
      readonly msgtype: 'news'
      readonly enterChat?: boolean
      readonly news: { readonly link: string; readonly title: string; readonly desc: string; readonly imgUrl: string }
    }

const apis = ['getContext', 'getCurExternalContact', 'sendChatMessage'] as const

/** Why the client does not help: not inside WeCom, no answer from our server, or the vendor said no. */
export class ClientFault extends Error {
  readonly kind: 'outside' | 'not_loaded' | 'no_contact' | 'refused'
  readonly said: string
  constructor(kind: ClientFault['kind'], said: unknown = '') {
    const words =
      typeof said === 'object' && said !== null
        ? String((said as { errMsg?: unknown; err_msg?: unknown }).errMsg ?? (said as { err_msg?: unknown }).err_msg ?? '')
        : String(said)
    super(words || kind)
    this.kind = kind
    this.said = words
  }
}

const configFor = (url: string) => request<SidebarConfig>(`/wecom/js-config?url=${encodeURIComponent(url)}`)
const sdkOf = (): Sdk | undefined => (window as unknown as { ww?: Sdk }).ww
const loadScript = (src: string): Promise<void> =>
  new Promise((done, failed) => {
    const script = document.createElement('script')
    script.src = src
    script.onload = () => done()
    script.onerror = () => failed(new ClientFault('not_loaded', src))
    document.head.append(script)
  })

const start = async (): Promise<Sdk> => {
  const entry = location.href.split('#')[0] ?? location.href
  const first = await configFor(entry)
  if (!sdkOf()) await loadScript(first.js_sdk_url)
  const sdk = sdkOf()
  if (!sdk) throw new ClientFault('not_loaded', first.js_sdk_url)
  // Both signatures of one address come with one answer; the first one has it already.
  const answers = new Map([[entry, Promise.resolve(first)]])
  const configOf = (url: string) => {
    const known = answers.get(url) ?? configFor(url)
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
const client = (): Promise<Sdk> => {
  started ??= start().catch((cause: unknown) => {
    started = null
    throw cause
  })
  return started
}

/** The customer whose chat is open beside this page. */
export const currentContact = async (): Promise<string> => {
  const sdk = await client()
  const answer = await sdk.getCurExternalContact().catch((cause: unknown) => {
    throw new ClientFault('no_contact', cause)
  })
  if (!answer.userId) throw new ClientFault('no_contact')
  return answer.userId
}

/** Puts a message into the chat that is open beside this page. */
export const sendToChat = async (message: ChatMessage): Promise<void> => {
  const sdk = await client()
  await sdk.sendChatMessage(message).catch((cause: unknown) => {
    throw new ClientFault('refused', cause)
  })
}
