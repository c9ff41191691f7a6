import { App, Button, Checkbox, Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { label } from '@lianke/kernel'
import { request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { act, type Delivery, type Webhook } from './webhook-data.ts'
import { WebhookSecret } from './webhook-secret.tsx'

/** All that can be done with a subscription: test, stop, go on, change, a new secret, end. */
export const WebhookActs = ({
  webhook,
  edit,
  again,
  gone,
}: {
  readonly webhook: Webhook
  edit(): void
  again(): Promise<unknown>
  gone?(): void
}) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const { modal } = App.useApp()
  const { number } = useNumbers()
  const [busy, setBusy] = useState(false)
  const [resuming, setResuming] = useState(false)
  const [skip, setSkip] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const { id, name } = webhook
  const test = () => {
    setBusy(true)
    act<Delivery>(id, 'test')
      .then(async (tried) => {
        await again()
        if (tried.state === 'sent')
          toast.done(text(label('已送达：HTTP {status}', 'It arrived: HTTP {status}'), { status: String(tried.status) }))
        else toast.failed(new Error(text(label('没有送达：{why}', 'It did not arrive: {why}'), { why: tried.problem ?? '' })))
      }, toast.failed)
      .finally(() => setBusy(false))
  }
  const pause = () =>
    act(id, 'pause').then(async () => {
      await again()
      toast.done(text(label('“{name}”已停用，期间的变化会留着', '“{name}” is paused; what happens meanwhile is kept'), { name }))
    }, toast.failed)
  const resume = () =>
    act(id, 'resume', { skip_waiting: skip }).then(async () => {
      setResuming(false)
      await again()
      toast.done(text(label('“{name}”继续了', '“{name}” goes on'), { name }))
    }, toast.failed)
  const rotate = () =>
    modal.confirm({
      title: text(label('更换“{name}”的签名密钥？', 'A new secret for “{name}”?'), { name }),
      content: text(
        label(
          '旧密钥还会同时签名 24 小时，接收方有时间换上新的。',
          'The old one signs beside it for 24 hours, time for the receiver to change over.',
        ),
      ),
      okText: text(label('更换', 'Make a new one')),
      cancelText: w('common.cancel'),
      onOk: () =>
        act<{ secret: string }>(id, 'rotate-secret').then(async (made) => {
          setSecret(made.secret)
          await again()
        }, toast.failed),
    })
  const remove = () =>
    modal.confirm({
      title: text(label('删除“{name}”？', 'Delete “{name}”?'), { name }),
      content: text(label('投递记录一起删除，不能恢复。', 'Its deliveries go with it. This cannot be undone.')),
      okText: w('common.delete'),
      okButtonProps: { danger: true },
      cancelText: w('common.cancel'),
      onOk: () =>
        request(`/webhooks/${id}`, { method: 'DELETE' }).then(async () => {
          await again()
          gone?.()
        }, toast.failed),
    })
  const paused = webhook.state === 'paused'
  const items = [
    { key: 'edit', label: w('common.edit'), onClick: edit },
    ...(paused ? [] : [{ key: 'pause', label: text(label('停用', 'Pause')), onClick: () => void pause() }]),
    { key: 'secret', label: text(label('更换密钥', 'New secret')), onClick: rotate },
    { key: 'delete', label: w('common.delete'), danger: true, onClick: remove },
  ]
  return (
    <>
      {paused ? (
        <Button size="small" onClick={() => setResuming(true)}>
          {text(label('继续', 'Resume'))}
        </Button>
      ) : null}
      <Button size="small" loading={busy} onClick={test}>
        {text(label('测试', 'Test'))}
      </Button>
      <Dropdown trigger={['click']} menu={{ items }} placement="bottomRight">
        <button
          type="button"
          className="lk-icon-button"
          aria-label={text(label('“{name}”的更多操作', 'More for “{name}”'), { name })}
        >
          <Icon name="more" size={16} />
        </button>
      </Dropdown>
      <Modal
        open={resuming}
        onCancel={() => setResuming(false)}
        onOk={() => void resume()}
        title={text(label('继续“{name}”', 'Resume “{name}”'), { name })}
        okText={text(label('继续', 'Resume'))}
        cancelText={w('common.cancel')}
      >
        <p>
          {webhook.waiting > 0
            ? text(label('停用期间留下 {n} 条，会按顺序发出。', '{n} that were kept meanwhile are sent in order.'), {
                n: number(webhook.waiting),
              })
            : text(label('没有留下的内容。', 'Nothing waits.'))}
        </p>
        {webhook.waiting > 0 ? (
          <Checkbox checked={skip} onChange={(event) => setSkip(event.target.checked)}>
            {text(label('不要了，从现在开始', 'Leave them out and begin now'))}
          </Checkbox>
        ) : null}
      </Modal>
      <WebhookSecret
        secret={secret}
        more={label('旧密钥还会同时签名 24 小时。', 'The old one signs beside it for 24 hours.')}
        close={() => setSecret(null)}
      />
    </>
  )
}
