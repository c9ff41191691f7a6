import { Button, Modal } from 'antd'
import { label, type Label } from '@lianke/kernel'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'

/** A secret, shown once. */
export const WebhookSecret = ({
  secret,
  more,
  close,
}: {
  readonly secret: string | null
  readonly more?: Label
  close(): void
}) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  return (
    <Modal
      open={secret !== null}
      onCancel={close}
      title={text(label('请现在复制签名密钥', 'Copy the signing secret now'))}
      footer={
        <Button
          type="primary"
          onClick={() =>
            void navigator.clipboard.writeText(secret ?? '').then(() => {
              toast.done(w('toast.copied'))
              close()
            }, toast.failed)
          }
        >
          {text(label('复制并关闭', 'Copy and close'))}
        </Button>
      }
    >
      <p className="lk-muted" style={{ marginBottom: 8 }}>
        {text(
          label(
            '接收方用它核对 webhook-signature。关闭后不会再显示。',
            'The receiver checks webhook-signature with it. It will not be shown again.',
          ),
        )}
        {more ? ` ${text(more)}` : null}
      </p>
      <code className="lk-code">{secret}</code>
    </Modal>
  )
}
