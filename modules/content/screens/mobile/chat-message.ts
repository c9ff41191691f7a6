import type { Row } from '@lianke/kernel'
import type { ChatMessage } from '@lianke/ui/phone'
import { plainText } from './plain-text.ts'

const textOf = (item: Row): string => {
  const body = typeof item.body === 'string' ? plainText(item.body) : ''
  return body || String(item.summary ?? '') || String(item.title)
}

/** What goes into the chat: a card where there is a link, else the words. */
export const chatMessage = (item: Row): ChatMessage =>
  typeof item.link === 'string' && item.link
    ? { kind: 'link', link: item.link, title: String(item.title), text: String(item.summary ?? ''), image: '' }
    : { kind: 'text', text: textOf(item) }

/** The same for the clipboard, where there is no chat beside us. */
export const copyText = (item: Row): string =>
  typeof item.link === 'string' && item.link ? `${String(item.title)}\n${item.link}` : textOf(item)
