import { label } from '@lianke/kernel'
import { useAct, useModel, useMoment, usePost, useText, useToast } from '@lianke/ui/phone'
import { useState } from 'react'
import { never } from './when.tsx'

/** What is typed about a person: a sheet put away by a slip of the thumb, or a reload, keeps it. */
const useKeptText = (person: string) => {
  const place = `lianke.draft.${person}`
  const [content, setContent] = useState(() => sessionStorage.getItem(place) ?? '')
  const write = (typed: string) => {
    setContent(typed)
    sessionStorage.setItem(place, typed)
  }
  return { content, write, forget: () => sessionStorage.removeItem(place) }
}

/** A follow-up being written on a phone. */
export const useFollowUpDraft = (person: string) => {
  const text = useText()
  const toast = useToast()
  const post = usePost()
  const { close } = useAct()
  const { typed } = useMoment()
  const ways = useModel().object('fieldwork.follow_up')?.fields.way
  const { content, write, forget } = useKeptText(person)
  const [way, setWay] = useState(String(ways?.options.default ?? 'wechat'))
  const [next, setNext] = useState(never)
  const [subject, setSubject] = useState('')
  const [busy, setBusy] = useState(false)
  const usual = text(label('继续跟进', 'Follow up again'))
  const save = async () => {
    setBusy(true)
    const said = content.trim()
    const outcome = await post({
      command: 'follow_up.write',
      about: person,
      said,
      input: {
        person,
        content: said,
        way,
        happened_at: new Date().toISOString(),
        ...(next ? { next: { subject: subject.trim() || usual, due_at: typed(next).toISOString() } } : {}),
      },
    })
    setBusy(false)
    if (outcome.kind === 'refused') return toast.failed(outcome.problem)
    forget()
    toast.done(
      outcome.kind === 'sent'
        ? text(label('跟进已记录', 'Follow-up saved'))
        : text(label('没有网络：已存在手机里，联网后自动发送', 'No network: kept on this phone, sent when it is back')),
    )
    close()
  }
  return { ways, content, write, way, setWay, next, setNext, subject, setSubject, usual, save, busy }
}
export type FollowUpDraft = ReturnType<typeof useFollowUpDraft>
