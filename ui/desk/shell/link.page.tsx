import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Form, Input } from 'antd'
import { Problem, request } from '../../base/client/request.ts'
import { useSignIn } from '../../base/client/session.ts'
import { Skeleton } from '../../base/feedback/states.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { Door } from './door.tsx'

interface LinkShown {
  readonly name: string
  readonly email: string
  readonly company: string
}
const passwordMin = 10

/** Where a one-time link leads: somebody sets the own password and is in. The token stays behind the number sign, out of every log. */
const LinkPage = () => {
  const w = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const token = location.hash.slice(1)
  const link = useQuery({
    queryKey: ['sign-in', 'link', token],
    queryFn: () => request<LinkShown>('/sign-in/link', { body: { token } }),
    enabled: token.length > 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
  const use = useSignIn('/sign-in/link/use')
  const [form] = Form.useForm()
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
  const { name, company, email } = link.data
  const submit = ({ password }: { password: string }) =>
    use.mutate(
      { token, password },
      {
        onSuccess: ({ status }) => {
          client.clear()
          // With a second factor on, the sign-in page asks for the code after the new password.
          void navigate({ to: status === 'signed_in' ? '/' : '/sign-in', replace: true })
        },
        onError: (error) => {
          if (error instanceof Problem)
            form.setFields(error.problems.map(({ path, detail }) => ({ name: path.replace(/^\//, ''), errors: [detail] })))
        },
      },
    )
  return (
    <Door title={w('link.title')} lead={w('link.lead', { name, company })}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        {use.error instanceof Problem && use.error.problems.length === 0 ? (
          <Alert
            type="error"
            title={use.error.detail || use.error.title || w('state.unreachable')}
            style={{ marginBottom: 16 }}
          />
        ) : null}
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
export default LinkPage
