import { label, type Label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { ShownOnce } from './shown-once.tsx'

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
  const text = useText()
  return (
    <ShownOnce title={text(label('请现在复制签名密钥', 'Copy the signing secret now'))} secret={secret} close={close}>
      {text(
        label(
          '接收方用它核对 webhook-signature。关闭后不会再显示。',
          'The receiver checks webhook-signature with it. It will not be shown again.',
        ),
      )}
      {more ? ` ${text(more)}` : null}
    </ShownOnce>
  )
}
