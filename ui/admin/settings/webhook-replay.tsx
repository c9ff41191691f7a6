import { label } from '@lianke/kernel'
import { Button, DatePicker, Modal } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { act } from './webhook-data.ts'

/** Sends all that failed since a moment once more. */
export const ReplayAll = ({ id, again }: { readonly id: string; again(): Promise<unknown> }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const [since, setSince] = useState(() => dayjs().subtract(1, 'day'))
  const send = () =>
    act<{ replayed: number }>(id, 'replay', { since: since.toISOString() }).then(async ({ replayed }) => {
      setOpen(false)
      await again()
      toast.done(text(label('已放回队列：{n} 条', '{n} back in the queue'), { n: replayed }))
    }, toast.failed)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {text(label('重新投递失败的', 'Replay failed'))}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        onOk={() => void send()}
        title={text(label('重新投递失败的', 'Replay failed'))}
        okText={text(label('重新投递', 'Send again'))}
        cancelText={w('common.cancel')}
      >
        <p className="lk-muted" style={{ marginBottom: 8 }}>
          {text(
            label(
              '从这一刻起失败的会再发一次，webhook-id 不变，接收方可以认出见过的。',
              'What failed since this moment is sent once more, under the same webhook-id, so that the receiver knows what it has seen.',
            ),
          )}
        </p>
        <DatePicker
          showTime
          allowClear={false}
          value={since}
          onChange={(next) => next && setSince(next)}
          style={{ width: '100%' }}
        />
      </Modal>
    </>
  )
}
