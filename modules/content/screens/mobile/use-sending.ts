import { label, type Row } from '@lianke/kernel'
import { ChatFault, useAct, useChatApp, useText, useToast } from '@lianke/ui/phone'
import { useQueryClient } from '@tanstack/react-query'
import { chatMessage, copyText } from './chat-message.ts'

/** Puts content into the chat beside us, or on the clipboard where there is none. */
export const useSending = () => {
  const text = useText()
  const toast = useToast()
  const { close } = useAct()
  // Asked by the sidebar when it opened: a chat is beside us exactly when it was answered.
  const app = useChatApp()
  const beside = useQueryClient().getQueryData(['chat-contact']) ? app : null
  const failed = (cause: unknown) =>
    toast.failed(
      cause instanceof ChatFault && app
        ? new Error(
            text(
              label(
                '{app}没有发出：{why}。可以在电脑或手机上聊天的侧边栏里再试。',
                '{app} did not send it: {why}. Try again from the sidebar of a chat.',
              ),
              { app: text(app.label), why: cause.said || cause.kind },
            ),
          )
        : cause,
    )
  const send = async (row: Row) => {
    try {
      if (beside) await beside.send(chatMessage(row))
      else await navigator.clipboard.writeText(copyText(row))
      toast.done(
        beside
          ? text(label('已放进聊天', 'Put into the chat'))
          : text(label('已复制，去聊天里粘贴', 'Copied; paste it in the chat')),
      )
      if (beside) close()
    } catch (cause) {
      failed(cause)
    }
  }
  return { send, act: beside ? text(label('发送', 'Send')) : text(label('复制', 'Copy')) }
}
