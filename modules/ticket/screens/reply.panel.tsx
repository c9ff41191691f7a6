import { conversation } from '@lianke/conversation/contract'
import { idIn, label, textIn } from '@lianke/kernel'
import { ThreadComposer, useCommand, useModel, useMoment, useRecord, useRows, useText, useToast } from '@lianke/ui'
import { Checkbox, Segmented } from 'antd'
import { useState } from 'react'

const inDays = [1, 3, 7] as const
const nineOClock = 9

/** The customer's last conversation on a channel that can send. */
const useWay = (person: string | null) => {
  const { channels } = useModel()
  const able = channels.filter(({ actions }) => actions.some(({ does }) => does === 'message')).map(({ name }) => name)
  const { data } = useRows(
    conversation.name,
    {
      filter: {
        and: [
          { field: 'person', op: 'eq', value: person ?? '' },
          { field: 'channel', op: 'in', value: able },
        ],
      },
      fields: ['channel'],
      sort: ['-last_message_at'],
      limit: 1,
    },
    { enabled: person !== null && able.length > 0 },
  )
  const talk = data?.data[0]
  return talk ? { id: talk.id, channel: channels.find(({ name }) => name === talk.channel) } : null
}

/** What is said with the words: among whom, whether that ends it, and in how many days to look after it. */
const useReply = (object: string, id: string) => {
  const text = useText()
  const toast = useToast()
  const { now } = useMoment()
  const { data: ticket } = useRecord(object, id)
  const way = useWay(idIn(ticket?.person))
  const [note, setNote] = useState(false)
  const [resolve, setResolve] = useState(false)
  const [days, setDays] = useState(0)
  const reply = useCommand('ticket.reply')
  const subject = text(label('回访工单：{subject}', 'Look after the ticket: {subject}'), {
    subject: textIn(ticket?.subject) ?? '',
  })
  const due = () => now().add(days, 'day').hour(nineOClock).minute(0).second(0).toISOString()
  const next = () => (days > 0 ? { next: { subject: subject.slice(0, 300), due_at: due() } } : {})
  const done = () => {
    toast.done(text(resolve ? label('工单已解决', 'The ticket is resolved') : label('已回复', 'Replied')))
    setResolve(false)
    setDays(0)
  }
  const send = (words: string) =>
    reply
      .mutateAsync({ id, text: words, note, resolve, ...(way && !note ? { conversation: way.id } : {}), ...next() })
      .then(done, (error: unknown) => {
        toast.failed(error)
        throw error
      })
  return { status: textIn(ticket?.status), way, note, setNote, resolve, setResolve, days, setDays, send }
}

/** The answer to a ticket in one breath: sent, resolved, and what is to be done later. */
const Reply = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const { commands } = useModel()
  const { status, way, note, setNote, resolve, setResolve, days, setDays, send } = useReply(object, id)
  const open = status !== null && status !== 'resolved' && status !== 'closed'
  if (!open || !commands.some(({ name }) => name === 'ticket.reply')) return null
  return (
    <ThreadComposer draft={`${object} ${id}`} note={note} setNote={setNote} send={send}>
      <span className="lk-label">
        {note
          ? null
          : way
            ? text(label('经{channel}发送', 'By {channel}'), { channel: text(way.channel?.label) })
            : text(label('没有可发送的会话，只记录答复', 'No conversation to send in: the answer is noted'))}
      </span>
      <Checkbox checked={resolve} onChange={(event) => setResolve(event.target.checked)}>
        {text(label('同时解决', 'And resolve'))}
      </Checkbox>
      <Segmented
        size="small"
        aria-label={text(label('之后回访', 'Look after it'))}
        value={days}
        onChange={(next) => setDays(Number(next))}
        options={[
          { value: 0, label: text(label('不回访', 'No follow-up')) },
          ...inDays.map((n) => ({ value: n, label: text(label('{n} 天后回访', 'In {n} d'), { n }) })),
        ]}
      />
    </ThreadComposer>
  )
}
export default Reply
