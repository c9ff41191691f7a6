import type { Label } from '@lianke/kernel'
import { useRegistry } from './registry.tsx'

/** What goes into the chat beside the page: words, or a card with a link. */
export type ChatMessage =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly link: string; readonly title: string; readonly text: string; readonly image: string }

/** Whom a chat is with, as the channel names them. */
export interface ChatContact {
  readonly type: string
  readonly value: string
  /** Which of the vendor's companies gave it, where the application says. */
  readonly issuer?: string
}

/** An application in which the phone's pages are shown beside a chat. A channel gives it; the phone knows it by this only. */
export interface ChatApp {
  readonly name: string
  readonly label: Label
  /** Are we inside it now? */
  inside(): boolean
  /** Where its sign-in begins, to come back to `to`. */
  signInPath(to: string): string
  /** The customer whose chat is open beside this page. Throws {@link ChatFault}. */
  currentContact(): Promise<ChatContact>
  /** Puts a message into the chat that is open beside this page. Throws {@link ChatFault}. */
  send(message: ChatMessage): Promise<void>
  /** What to do when it is not connected; when it does not say who the chat is with. */
  readonly mend: { readonly not_connected: Label; readonly no_contact: Label }
}

/** Why the application does not help: no answer from our server, it does not say who, it said no. */
export class ChatFault extends Error {
  readonly kind: 'not_loaded' | 'no_contact' | 'refused'
  readonly said: string
  constructor(kind: ChatFault['kind'], said = '') {
    super(said || kind)
    this.kind = kind
    this.said = said
  }
}

const triedMs = 60_000
const triedKey = (app: ChatApp): string => `lianke.tried.${app.name}`

/** Was sign-in through it tried in this window within the last minute? */
export const justTried = (app: ChatApp): boolean => Date.now() - Number(sessionStorage.getItem(triedKey(app)) ?? 0) < triedMs

/** Leaves for its sign-in and comes back to `to`. */
export const signInBy = (app: ChatApp, to: string): void => {
  sessionStorage.setItem(triedKey(app), String(Date.now()))
  location.replace(app.signInPath(to))
}

/** The applications that this phone may be shown in. */
export const useChatApps = (): readonly ChatApp[] => useRegistry().chatApps ?? []

/** The one we are in now; null: a plain browser. */
export const useChatApp = (): ChatApp | null => useChatApps().find((app) => app.inside()) ?? null
