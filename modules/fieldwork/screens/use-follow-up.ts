import { account, person } from '@lianke/customer/contract'
import { label } from '@lianke/kernel'
import { lead } from '@lianke/lead/contract'
import { opportunity } from '@lianke/sales/contract'
import { useCommand, useMoment, useText, useToast } from '@lianke/ui'
import { useState } from 'react'

const fields: Readonly<Record<string, string>> = {
  [person.name]: 'person',
  [account.name]: 'account',
  [lead.name]: 'lead',
  [opportunity.name]: 'opportunity',
}

/** A follow-up being written about a record: what was said, how, and in how many days to come back. */
export const useFollowUp = (object: string, id: string) => {
  const text = useText()
  const toast = useToast()
  const { now } = useMoment()
  const [content, setContent] = useState('')
  const [way, setWay] = useState('wechat')
  const [days, setDays] = useState<number | null>(null)
  const write = useCommand('follow_up.write')
  const due = days === null ? null : now().add(days, 'day').hour(10).minute(0).second(0)
  const send = () =>
    write.mutate(
      {
        content: content.trim(),
        way,
        [fields[object] ?? 'person']: id,
        ...(due ? { next: { subject: text(label('继续跟进', 'Follow up again')), due_at: due.toISOString() } } : {}),
      },
      {
        onSuccess: () => {
          setContent('')
          setDays(null)
          toast.done(text(label('跟进已记录', 'Follow-up saved')))
        },
        onError: toast.failed,
      },
    )
  return { content, setContent, way, setWay, days, setDays, send, sending: write.isPending, ready: content.trim() !== '' }
}
export type FollowUpDraft = ReturnType<typeof useFollowUp>
