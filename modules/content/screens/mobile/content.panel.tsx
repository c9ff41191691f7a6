import { label, type Filter, type Row } from '@lianke/kernel'
import {
  Button,
  ChatFault,
  Empty,
  Failure,
  optionsOf,
  OptionPill,
  SearchBox,
  Skeleton,
  useAct,
  useChatApp,
  useModel,
  useMoment,
  useRows,
  useText,
  useToast,
} from '@lianke/ui/phone'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { chatMessage, copyText } from './chat-message.ts'

const item = 'content.item'
const shownMax = 40
const every = ''

/** Scripts and content: searched, read, and sent into the chat beside the sidebar with one tap. */
const Content = () => {
  const text = useText()
  const toast = useToast()
  const { close } = useAct()
  const { now } = useMoment()
  const kinds = useModel().object(item)?.fields.kind
  const [q, setQ] = useState('')
  const [kind, setKind] = useState(every)
  const search = useCallback((next: string) => setQ(next), [])
  // Asked by the sidebar when it opened: a chat is beside us exactly when it was answered.
  const app = useChatApp()
  const beside = useQueryClient().getQueryData(['chat-contact']) ? app : null
  const inChat = beside !== null
  const today = now().format('YYYY-MM-DD')
  const filters: Filter[] = [
    {
      or: [
        { field: 'expires_on', op: 'empty' },
        { field: 'expires_on', op: 'gte', value: today },
      ],
    },
    ...(kind ? [{ field: 'kind', op: 'eq', value: kind } as const] : []),
    ...(q
      ? [{ or: (['title', 'summary', 'category'] as const).map((field) => ({ field, op: 'contains' as const, value: q })) }]
      : []),
  ]
  const { data, error, refetch } = useRows(item, { filter: { and: filters }, sort: ['-suggested', '-sends'], limit: shownMax })
  const send = async (row: Row) => {
    try {
      if (beside) await beside.send(chatMessage(row))
      else await navigator.clipboard.writeText(copyText(row))
      toast.done(
        inChat
          ? text(label('已放进聊天', 'Put into the chat'))
          : text(label('已复制，去聊天里粘贴', 'Copied; paste it in the chat')),
      )
      if (inChat) close()
    } catch (cause) {
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
    }
  }
  const act = inChat ? text(label('发送', 'Send')) : text(label('复制', 'Copy'))
  return (
    <>
      <SearchBox placeholder={text(label('搜话术、文章、链接', 'Scripts, articles, links'))} onSearch={search} />
      {kinds ? (
        <div className="lkm-chips row">
          {[{ value: every, label: label('全部', 'All') }, ...optionsOf(kinds)].map((option) => (
            <button
              key={option.value}
              type="button"
              className="lkm-chip"
              aria-pressed={kind === option.value}
              onClick={() => setKind(option.value)}
            >
              {text(option.label)}
            </button>
          ))}
        </div>
      ) : null}
      <div className="lkm-sheet-body lkm-lines">
        {error ? (
          <Failure small error={error} retry={() => void refetch()} />
        ) : !data ? (
          <Skeleton rows={5} height={64} />
        ) : data.data.length === 0 ? (
          <Empty
            small
            icon="search"
            title={text(label('没有找到内容', 'Nothing found'))}
            help={text(
              label('换个词试试；内容由市场同事在电脑端维护', 'Try another word. Content is kept by marketing on the desktop.'),
            )}
          />
        ) : (
          data.data.map((row) => (
            <div key={row.id} className="lkm-line">
              <span className="lk-grow lkm-line-text">
                <span className="lkm-line-title">
                  <span>{String(row.title)}</span>
                  {kinds ? <OptionPill field={kinds} value={String(row.kind)} /> : null}
                </span>
                <span className="lkm-line-note">
                  {chatMessage(row).kind === 'text' ? copyText(row) : String(row.summary ?? row.link ?? '')}
                </span>
              </span>
              <Button
                size="small"
                color="primary"
                fill="outline"
                aria-label={`${act} ${String(row.title)}`}
                onClick={() => void send(row)}
              >
                {act}
              </Button>
            </div>
          ))
        )}
      </div>
    </>
  )
}
export default Content
