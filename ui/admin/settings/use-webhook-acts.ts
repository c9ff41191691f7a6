import { label } from '@lianke/kernel'
import { App } from 'antd'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { act, type Delivery, type Webhook } from './webhook-data.ts'

/** Sends a subscription a word of its own and says whether it arrived. */
export const useTest = (id: string, again: () => Promise<unknown>) => {
  const text = useText()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
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
  return { busy, test }
}

/** Stops a subscription; what happens meanwhile is kept. */
export const usePause = ({ id, name }: Webhook, again: () => Promise<unknown>) => {
  const text = useText()
  const toast = useToast()
  return () =>
    act(id, 'pause').then(async () => {
      await again()
      toast.done(text(label('“{name}”已停用，期间的变化会留着', '“{name}” is paused; what happens meanwhile is kept'), { name }))
    }, toast.failed)
}

/** Makes a new secret, once it is confirmed; `made` is given it. */
export const useRotate = ({ id, name }: Webhook, again: () => Promise<unknown>, made: (secret: string) => void) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const { modal } = App.useApp()
  return () =>
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
        act<{ secret: string }>(id, 'rotate-secret').then(async ({ secret }) => {
          made(secret)
          await again()
        }, toast.failed),
    })
}

/** Ends a subscription, once it is confirmed. */
export const useRemove = ({ id, name }: Webhook, again: () => Promise<unknown>, gone?: () => void) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const { modal } = App.useApp()
  return () =>
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
}
