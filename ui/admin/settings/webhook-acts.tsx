import { label } from '@lianke/kernel'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { usePause, useRemove, useRotate, useTest } from './use-webhook-acts.ts'
import type { Webhook } from './webhook-data.ts'
import { WebhookResume } from './webhook-resume.tsx'
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
  const [secret, setSecret] = useState<string | null>(null)
  const { busy, test } = useTest(webhook.id, again)
  const pause = usePause(webhook, again)
  const rotate = useRotate(webhook, again, setSecret)
  const remove = useRemove(webhook, again, gone)
  const paused = webhook.state === 'paused'
  const items = [
    { key: 'edit', label: w('common.edit'), onClick: edit },
    ...(paused ? [] : [{ key: 'pause', label: text(label('停用', 'Pause')), onClick: () => void pause() }]),
    { key: 'secret', label: text(label('更换密钥', 'New secret')), onClick: rotate },
    { key: 'delete', label: w('common.delete'), danger: true, onClick: remove },
  ]
  return (
    <>
      {paused ? <WebhookResume webhook={webhook} again={again} /> : null}
      <Button size="small" loading={busy} onClick={test}>
        {text(label('测试', 'Test'))}
      </Button>
      <Dropdown trigger={['click']} menu={{ items }} placement="bottomRight">
        <button
          type="button"
          className="lk-icon-button"
          aria-label={text(label('“{name}”的更多操作', 'More for “{name}”'), { name: webhook.name })}
        >
          <Icon name="more" size={16} />
        </button>
      </Dropdown>
      <WebhookSecret
        secret={secret}
        more={label('旧密钥还会同时签名 24 小时。', 'The old one signs beside it for 24 hours.')}
        close={() => setSecret(null)}
      />
    </>
  )
}
