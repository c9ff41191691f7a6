import { Button, Modal } from 'antd'
import { label } from '@lianke/kernel'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import type { Handed } from './account.ts'

/** A link or a password that is shown this once, to be handed to its owner. */
export const HandedModal = ({ handed, close }: { readonly handed: Handed | null; close(): void }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const secret = handed?.link?.url ?? handed?.password ?? ''
  return (
    <Modal
      open={handed !== null}
      onCancel={close}
      title={text(
        handed?.link
          ? label('把链接交给{name}', 'Hand this link to {name}')
          : label('把密码交给{name}', 'Hand this password to {name}'),
        { name: handed?.name ?? '' },
      )}
      footer={
        <Button
          type="primary"
          onClick={() =>
            void navigator.clipboard.writeText(secret).then(() => {
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
          handed?.link
            ? label(
                '只能用一次，三天内有效；打开后由本人设置密码。关闭后不会再显示。',
                'It works once, within three days, and lets its owner set a password. It will not be shown again.',
              )
            : label(
                '首次登录时必须换成自己的密码。关闭后不会再显示。',
                'It must be changed at the first sign-in. It will not be shown again.',
              ),
        )}
      </p>
      <code className="lk-code" data-testid="handed">
        {secret}
      </code>
    </Modal>
  )
}
