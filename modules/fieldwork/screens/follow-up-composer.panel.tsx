import { account, person } from '@lianke/customer/contract'
import { lead } from '@lianke/lead/contract'
import { opportunity } from '@lianke/sales/contract'
import './composer.css'
import { label, optionsIn } from '@lianke/kernel'
import { useCommand, useModel, useMoment, usePeek, useText, useToast } from '@lianke/ui'
import { Button, Input, Segmented, Select } from 'antd'
import { type KeyboardEvent, useState } from 'react'

const fields: Readonly<Record<string, string>> = {
  [person.name]: 'person',
  [account.name]: 'account',
  [lead.name]: 'lead',
  [opportunity.name]: 'opportunity',
}
const nextDays = [1, 3, 7] as const

/** A follow-up in one breath: what was said, how, and when to come back. */
const FollowUpComposer = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const toast = useToast()
  const { now, date } = useMoment()
  const { peek } = usePeek()
  const [content, setContent] = useState('')
  const [way, setWay] = useState('wechat')
  const [days, setDays] = useState<number | null>(null)
  const write = useCommand('follow_up.write')
  const followUp = useModel().object('fieldwork.follow_up')
  if (!followUp?.may.create) return null
  const ways = optionsIn(followUp.fields.way?.options)
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
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && content.trim()) send()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for the saving keys of its inputs
    <div className="lk-composer" onKeyDown={onKeyDown}>
      <Input.TextArea
        variant="borderless"
        autoFocus={Boolean(peek?.compose && peek.id === id)}
        autoSize={{ minRows: content ? 3 : 1, maxRows: 10 }}
        maxLength={10_000}
        value={content}
        onChange={(event) => setContent(event.target.value)}
        placeholder={text(label('写跟进：聊了什么，客户怎么想，下一步做什么', 'What was said, what they think, what comes next'))}
      />
      {content ? (
        <div className="lk-composer-foot">
          <Select
            size="small"
            variant="filled"
            value={way}
            onChange={setWay}
            popupMatchSelectWidth={false}
            options={ways.map((one) => ({ value: one.value, label: text(one.label) }))}
          />
          <Segmented
            size="small"
            aria-label={text(label('下次跟进', 'Next follow-up'))}
            value={days ?? 0}
            onChange={(next) => setDays(Number(next) || null)}
            options={[
              { value: 0, label: text(label('不安排', 'No next')) },
              ...nextDays.map((n) => ({
                value: n,
                label: n === 1 ? text(label('明天', 'Tomorrow')) : text(label('{n} 天后', 'In {n} days'), { n }),
                title: date(now().add(n, 'day').format('YYYY-MM-DD')),
              })),
            ]}
          />
          <span className="lk-grow" />
          <Button size="small" type="primary" disabled={!content.trim()} loading={write.isPending} onClick={send}>
            {text(label('记录', 'Save'))}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
export default FollowUpComposer
