import type { Row } from '@lianke/kernel'
import type { ChatMessage } from '@lianke/ui/mobile'
import { plainText } from './plain-text.ts'

const textOf = (item: Row): string => {
  const body = typeof item.body === 'string' ? plainText(item.body) : ''
  return body || String(item.summary ?? '') || String(item.title)
}

/** What goes into the chat: a card where there is a link, else the words. */
export const chatMessage = (item: Row): ChatMessage =>
  typeof item.link === 'string' && item.link
    ? {
        msgtype: 'news',
        enterChat: true,
        news: { link: item.link, title: String(item.title), desc: String(item.summary ?? ''), imgUrl: '' },
      }
    : { msgtype: 'text', enterChat: true, text: { content: textOf(item) } }

/** The same for the clipboard, where there is no chat beside us. */
export const copyText = (item: Row): string =>
  typeof item.link === 'string' && item.link ? `${String(item.title)}\n${item.link}` : textOf(item)
