import { textIn } from '@lianke/kernel'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { Problem } from '../../base/client/request.ts'
import { type SignInAnswer, useSignIn, useSignInWays } from '../../base/client/session.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import { Door } from './door.tsx'
import { OtherWaysIn } from './other-ways-in.tsx'
import { useAsked } from '../../base/client/address.ts'

const said = (error: unknown, fallback: string): string =>
  error instanceof Problem ? error.detail || error.title || fallback : fallback

/** Only addresses of our own: a foreign one could be slipped into the link. */
const ownAddress = (next: string | undefined): string => (next?.startsWith('/') && !next.startsWith('//') ? next : '/')

/** Sign-in: password, then a code where the account asks for one; other providers below. */
const SignInPage = () => {
  const w = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const next = textIn(useAsked('next')) ?? undefined
  const ways = useSignInWays()
  const first = useSignIn('/sign-in')
  const second = useSignIn('/sign-in/code')
  const [step, setStep] = useState<'password' | 'code'>('password')
  useEffect(() => {
    if (ways.data?.setup_needed) void navigate({ to: '/setup', replace: true })
  }, [ways.data, navigate])
  const answered = (answer: SignInAnswer) => {
    if (answer.status === 'code_needed') return setStep('code')
    client.clear()
    void navigate({ to: ownAddress(next), replace: true })
  }
  const required = (field: string) => [{ required: true, message: w('signin.required', { field }) }]
  if (step === 'code') {
    return (
      <Door title={w('signin.code_title')} lead={w('signin.code_help')}>
        <Form layout="vertical" requiredMark={false} onFinish={(values) => second.mutate(values, { onSuccess: answered })}>
          {second.error ? (
            <Alert type="error" title={said(second.error, w('state.unreachable'))} style={{ marginBottom: 16 }} />
          ) : null}
          <Form.Item name="code" label={w('signin.code')} rules={required(w('signin.code'))}>
            <Input size="large" autoFocus autoComplete="one-time-code" inputMode="numeric" />
          </Form.Item>
          <Form.Item name="trust" valuePropName="checked">
            <Checkbox>{w('signin.trust')}</Checkbox>
          </Form.Item>
          <Button type="primary" size="large" htmlType="submit" loading={second.isPending}>
            {w('signin.submit')}
          </Button>
          <Button type="text" style={{ width: '100%', marginTop: 8 }} onClick={() => setStep('password')}>
            {w('signin.back')}
          </Button>
        </Form>
      </Door>
    )
  }
  return (
    <Door title={w('signin.title')} lead={w('signin.lead')}>
      <Form layout="vertical" requiredMark={false} onFinish={(values) => first.mutate(values, { onSuccess: answered })}>
        {first.error ? (
          <Alert type="error" title={said(first.error, w('state.unreachable'))} style={{ marginBottom: 16 }} />
        ) : null}
        <Form.Item name="login" label={w('signin.login')} rules={required(w('signin.login'))}>
          <Input size="large" autoFocus autoComplete="username" />
        </Form.Item>
        <Form.Item name="password" label={w('signin.password')} rules={required(w('signin.password'))}>
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" loading={first.isPending} style={{ marginTop: 8 }}>
          {w('signin.submit')}
        </Button>
        <OtherWaysIn providers={ways.data?.providers ?? []} next={ownAddress(next)} />
      </Form>
    </Door>
  )
}
export default SignInPage
