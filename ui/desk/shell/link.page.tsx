import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { request } from '../../base/client/request.ts'
import { useSignIn } from '../../base/client/session.ts'
import { Skeleton } from '../../base/feedback/states.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { placeProblems } from '../object-form/place-problems.ts'
import { Door } from './door.tsx'
import { DoorProblem } from './door-problem.tsx'

interface LinkShown {
  readonly name: string
  readonly email: string
  readonly company: string
}
const passwordMin = 10

/** The own password, and in. */
const OwnPassword = ({ token, of: { name, company, email } }: { readonly token: string; readonly of: LinkShown }) => {
  const w = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const use = useSignIn('/sign-in/link/use')
  const [form] = Form.useForm()
  const submit = ({ password }: { password: string }) =>
    use.mutate(
      { token, password },
      {
        onSuccess: ({ status }) => {
          client.clear()
          // With a second factor on, the sign-in page asks for the code after the new password.
          void navigate({ to: status === 'signed_in' ? '/' : '/sign-in', replace: true })
        },
        onError: (error) => void placeProblems(form, error),
      },
    )
  return (
    <Door title={w('link.title')} lead={w('link.lead', { name, company })}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <DoorProblem error={use.error} atFields />
        <p style={{ marginBottom: 16 }}>{w('link.login', { email })}</p>
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <Form.Item
          name="password"
          label={w('setup.password')}
          rules={[{ required: true, min: passwordMin, message: w('setup.password_short') }]}
        >
          <Input.Password size="large" autoFocus autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" loading={use.isPending}>
          {w('link.submit')}
        </Button>
      </Form>
    </Door>
  )
}
/** Where a one-time link leads: somebody sets the own password and is in. The token stays behind the number sign, out of every log. */
const LinkPage = () => {
  const w = useWords()
  const navigate = useNavigate()
  const token = location.hash.slice(1)
  const link = useQuery({
    queryKey: ['sign-in', 'link', token],
    queryFn: () => request<LinkShown>('/sign-in/link', { body: { token } }),
    enabled: token.length > 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
  if (link.error || !token)
    return (
      <Door title={w('link.dead')} lead={w('link.dead_help')}>
        <Button size="large" onClick={() => void navigate({ to: '/sign-in' })}>
          {w('link.to_sign_in')}
        </Button>
      </Door>
    )
  if (!link.data)
    return (
      <Door title={w('link.title')} lead="">
        <Skeleton rows={3} />
      </Door>
    )
  return <OwnPassword token={token} of={link.data} />
}
export default LinkPage
