import { textIn } from '@lianke/kernel'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useAsked } from '../../base/client/address.ts'
import { type SignInAnswer, useSignIn, useSignInWays } from '../../base/client/session.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import { Door } from './door.tsx'
import { DoorProblem } from './door-problem.tsx'
import { OtherWaysIn } from './other-ways-in.tsx'

/** Only addresses of our own: a foreign one could be slipped into the link. */
const ownAddress = (next: string | undefined): string => (next?.startsWith('/') && !next.startsWith('//') ? next : '/')

const useRequired = () => {
  const w = useWords()
  return (field: string) => [{ required: true, message: w('signin.required', { field }) }]
}

/** The second step: a code of the authenticator. */
const CodeStep = ({ answered, back }: { answered(answer: SignInAnswer): void; back(): void }) => {
  const w = useWords()
  const required = useRequired()
  const second = useSignIn('/sign-in/code')
  return (
    <Door title={w('signin.code_title')} lead={w('signin.code_help')}>
      <Form layout="vertical" requiredMark={false} onFinish={(values) => second.mutate(values, { onSuccess: answered })}>
        <DoorProblem error={second.error} />
        <Form.Item name="code" label={w('signin.code')} rules={required(w('signin.code'))}>
          <Input size="large" autoFocus autoComplete="one-time-code" inputMode="numeric" />
        </Form.Item>
        <Form.Item name="trust" valuePropName="checked">
          <Checkbox>{w('signin.trust')}</Checkbox>
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" loading={second.isPending}>
          {w('signin.submit')}
        </Button>
        <Button type="text" style={{ width: '100%', marginTop: 8 }} onClick={back}>
          {w('signin.back')}
        </Button>
      </Form>
    </Door>
  )
}

/** The first step: name and password, or another way in. */
const PasswordStep = ({ answered, next }: { answered(answer: SignInAnswer): void; readonly next: string }) => {
  const w = useWords()
  const required = useRequired()
  const ways = useSignInWays()
  const first = useSignIn('/sign-in')
  return (
    <Door title={w('signin.title')} lead={w('signin.lead')}>
      <Form layout="vertical" requiredMark={false} onFinish={(values) => first.mutate(values, { onSuccess: answered })}>
        <DoorProblem error={first.error} />
        <Form.Item name="login" label={w('signin.login')} rules={required(w('signin.login'))}>
          <Input size="large" autoFocus autoComplete="username" />
        </Form.Item>
        <Form.Item name="password" label={w('signin.password')} rules={required(w('signin.password'))}>
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" loading={first.isPending} style={{ marginTop: 8 }}>
          {w('signin.submit')}
        </Button>
        <OtherWaysIn providers={ways.data?.providers ?? []} next={next} />
      </Form>
    </Door>
  )
}

/** Sign-in: password, then a code where the account asks for one; other providers below. */
const SignInPage = () => {
  const client = useQueryClient()
  const navigate = useNavigate()
  const next = ownAddress(textIn(useAsked('next')) ?? undefined)
  const ways = useSignInWays()
  const [step, setStep] = useState<'password' | 'code'>('password')
  useEffect(() => {
    if (ways.data?.setup_needed) void navigate({ to: '/setup', replace: true })
  }, [ways.data, navigate])
  const answered = (answer: SignInAnswer) => {
    if (answer.status === 'code_needed') return setStep('code')
    client.clear()
    void navigate({ to: next, replace: true })
  }
  return step === 'code' ? (
    <CodeStep answered={answered} back={() => setStep('password')} />
  ) : (
    <PasswordStep answered={answered} next={next} />
  )
}
export default SignInPage
