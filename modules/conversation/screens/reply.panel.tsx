import { label, textIn } from '@lianke/kernel'
import { ThreadComposer, useCommand, useModel, useRecord, useText, useToast } from '@lianke/ui'
import { useState } from 'react'

/** The next word of a conversation: to the customer, where the channel can send; else among colleagues. */
const Reply = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const toast = useToast()
  const model = useModel()
  const { data: talk } = useRecord(object, id)
  const [note, setNote] = useState(false)
  const reply = useCommand('conversation.reply')
  const remark = useCommand('conversation.note')
  const channel = model.channels.find(({ name }) => name === textIn(talk?.channel))
  const sends = channel?.actions.some(({ does }) => does === 'message') ?? false
  const may = (name: string) => model.commands.some((command) => command.name === name)
  if (!talk || !may('conversation.reply')) return null
  const silent = note || !sends
  const send = (words: string) =>
    (silent ? remark : reply).mutateAsync({ id, text: words }).then(
      () => toast.done(text(silent ? label('备注已记下', 'The note is kept') : label('已交给渠道发送', 'Handed to the channel'))),
      (error: unknown) => {
        toast.failed(error)
        throw error
      },
    )
  return (
    <ThreadComposer
      draft={`${object} ${id}`}
      note={silent}
      setNote={sends ? setNote : undefined}
      send={send}
      why={
        sends
          ? undefined
          : text(label('这个渠道不能从这里发送消息，只能记备注', 'This channel cannot send from here: notes only'))
      }
    />
  )
}
export default Reply
