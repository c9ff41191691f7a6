import { label } from '@lianke/kernel'
import { Button, Input, Modal, QRCode } from 'antd'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { useTwoFactor } from './use-two-factor.ts'

/** The picture for the authenticator, and codes for the day it is lost. */
const Handing = ({ uri, backup }: { readonly uri: string; readonly backup: readonly string[] }) => {
  const text = useText()
  return (
    <>
      <p>
        {text(
          label(
            '用身份验证器扫描下图，然后输入它显示的六位数字。',
            'Scan the picture with your authenticator app, then type the six digits it shows.',
          ),
        )}
      </p>
      <QRCode value={uri} size={180} style={{ margin: '0 auto' }} />
      <div>
        <div className="lk-label" style={{ marginBottom: 6 }}>
          {text(label('备用码每个只能用一次，请保存在安全的地方', 'Each backup code works once. Keep them somewhere safe.'))}
        </div>
        <code style={{ fontFamily: 'var(--lk-mono)', display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
          {backup.map((code) => (
            <span key={code}>{code}</span>
          ))}
        </code>
      </div>
    </>
  )
}

/** Turns the second step of sign-in on (password, picture, first code) or off (password). */
export const TwoFactor = ({ on }: { readonly on: boolean }) => {
  const w = useWords()
  const text = useText()
  const { step, begin, typed, setTyped, go, close, busy, problem } = useTwoFactor(on)
  const input = {
    autoFocus: true,
    value: typed,
    onChange: (event: { readonly target: { readonly value: string } }) => setTyped(event.target.value),
    onPressEnter: () => void go(),
  }
  const title = text(on ? label('关闭两步验证', 'Turn off two-step sign-in') : label('开启两步验证', 'Turn on two-step sign-in'))
  return (
    <>
      <Button onClick={begin}>{title}</Button>
      <Modal
        open={step !== null}
        onCancel={close}
        title={title}
        onOk={() => void go()}
        confirmLoading={busy}
        okButtonProps={{ disabled: !typed.trim() }}
        okText={text(step?.name === 'code' || on ? label('确认', 'Confirm') : label('继续', 'Continue'))}
        cancelText={w('common.cancel')}
        width={420}
        destroyOnHidden
      >
        <div className="lk-stack">
          {step?.name === 'code' ? (
            <>
              <Handing uri={step.uri} backup={step.backup} />
              <Input {...input} inputMode="numeric" autoComplete="one-time-code" placeholder={w('signin.code')} />
            </>
          ) : (
            <Input.Password {...input} autoComplete="current-password" placeholder={w('signin.password')} />
          )}
          {problem ? (
            <span className="lk-field-problem" role="alert" style={{ color: 'var(--lk-red-fg)' }}>
              {problem}
            </span>
          ) : null}
        </div>
      </Modal>
    </>
  )
}
