import { label } from '@lianke/kernel'
import { Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useToast } from '../../base/feedback/toast.tsx'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { act, type Webhook } from './webhook-data.ts'

/** Lets a paused subscription go on, with what was kept or from now on. */
export const WebhookResume = ({
  webhook: { id, name, waiting },
  again,
}: {
  readonly webhook: Webhook
  again(): Promise<unknown>
}) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const { number } = useNumbers()
  const [open, setOpen] = useState(false)
  const [skip, setSkip] = useState(false)
  const resume = () =>
    act(id, 'resume', { skip_waiting: skip }).then(async () => {
      setOpen(false)
      await again()
      toast.done(text(label('“{name}”继续了', '“{name}” goes on'), { name }))
    }, toast.failed)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {text(label('继续', 'Resume'))}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        onOk={() => void resume()}
        title={text(label('继续“{name}”', 'Resume “{name}”'), { name })}
        okText={text(label('继续', 'Resume'))}
        cancelText={w('common.cancel')}
      >
        <p>
          {waiting > 0
            ? text(label('停用期间留下 {n} 条，会按顺序发出。', '{n} that were kept meanwhile are sent in order.'), {
                n: number(waiting),
              })
            : text(label('没有留下的内容。', 'Nothing waits.'))}
        </p>
        {waiting > 0 ? (
          <Checkbox checked={skip} onChange={(event) => setSkip(event.target.checked)}>
            {text(label('不要了，从现在开始', 'Leave them out and begin now'))}
          </Checkbox>
        ) : null}
      </Modal>
    </>
  )
}
