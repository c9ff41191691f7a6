import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, QRCode } from 'antd'
import { useState } from 'react'
import { label } from '@lianke/kernel'
import { Problem, request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'

type Step = { readonly name: 'password' } | { readonly name: 'code'; readonly uri: string; readonly backup: readonly string[] }

/** Turns the second step of sign-in on (password, picture, first code) or off (password). */
export const TwoFactor = ({ on }: { readonly on: boolean }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const [step, setStep] = useState<Step | null>(null)
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const close = () => {
    setStep(null)
    setTyped('')
    setProblem(null)
  }
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(error instanceof Problem ? (error.problems[0]?.detail ?? (error.detail || error.title)) : String(error))
    } finally {
      setBusy(false)
    }
  }
  const go = () =>
    attempt(async () => {
      if (step?.name === 'code') await request('/me/two-factor/confirm', { body: { code: typed.trim() } })
      else if (on) await request('/me/two-factor', { method: 'DELETE', body: { password: typed } })
      else {
        const { uri, backup_codes } = await request<{ uri: string; backup_codes: string[] }>('/me/two-factor', {
          body: { password: typed },
        })
        setStep({ name: 'code', uri, backup: backup_codes })
        setTyped('')
        return
      }
      close()
      toast.done(w('toast.saved'))
      await client.invalidateQueries({ queryKey: ['me'] })
    })
  const title = text(on ? label('关闭两步验证', 'Turn off two-step sign-in') : label('开启两步验证', 'Turn on two-step sign-in'))
  return (
    <>
      <Button onClick={() => setStep({ name: 'password' })}>{title}</Button>
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
              <p>
                {text(
                  label(
                    '用身份验证器扫描下图，然后输入它显示的六位数字。',
                    'Scan the picture with your authenticator app, then type the six digits it shows.',
                  ),
                )}
              </p>
              <QRCode value={step.uri} size={180} style={{ margin: '0 auto' }} />
              <div>
                <div className="lk-label" style={{ marginBottom: 6 }}>
                  {text(
                    label('备用码每个只能用一次，请保存在安全的地方', 'Each backup code works once. Keep them somewhere safe.'),
                  )}
                </div>
                <code style={{ fontFamily: 'var(--lk-mono)', display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
                  {step.backup.map((code) => (
                    <span key={code}>{code}</span>
                  ))}
                </code>
              </div>
              <Input
                autoFocus
                inputMode="numeric"
                autoComplete="one-time-code"
                placeholder={w('signin.code')}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                onPressEnter={() => void go()}
              />
            </>
          ) : (
            <Input.Password
              autoFocus
              autoComplete="current-password"
              placeholder={w('signin.password')}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onPressEnter={() => void go()}
            />
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
