import { Button, Modal } from 'antd'
import { label } from '@lianke/kernel'
import type { ReactNode } from 'react'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'

/** A secret that is shown this once: it is copied, then gone. `secret` null: nothing is shown. */
export const ShownOnce = ({
  title,
  secret,
  close,
  children,
}: {
  readonly title: string
  readonly secret: string | null
  close(): void
  /** What it is for and that it will not be shown again. */
  readonly children: ReactNode
}) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const copy = () =>
    void navigator.clipboard.writeText(secret ?? '').then(() => {
      toast.done(w('toast.copied'))
      close()
    }, toast.failed)
  return (
    <Modal
      open={secret !== null}
      onCancel={close}
      title={title}
      footer={
        <Button type="primary" onClick={copy}>
          {text(label('复制并关闭', 'Copy and close'))}
        </Button>
      }
    >
      <p className="lk-muted" style={{ marginBottom: 8 }}>
        {children}
      </p>
      <code className="lk-code" data-testid="handed">
        {secret}
      </code>
    </Modal>
  )
}
