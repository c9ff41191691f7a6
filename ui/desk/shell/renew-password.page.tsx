import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Form, Input } from 'antd'
import { Problem, request } from '../../base/client/request.ts'
import { useSignOut } from '../../base/client/session.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import { Door } from './door.tsx'

const passwordMin = 10

/** Before anything else for whoever signed in with a password that somebody else chose. */
const RenewPasswordPage = () => {
  const w = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const out = useSignOut()
  const [form] = Form.useForm()
  const renew = useMutation({
    mutationFn: (body: { current: string; password: string }) => request('/me/password', { body }),
    onSuccess: () => {
      client.clear()
      void navigate({ to: '/', replace: true })
    },
    onError: (error) => {
      if (error instanceof Problem)
        form.setFields(error.problems.map(({ path, detail }) => ({ name: path.replace(/^\//, ''), errors: [detail] })))
    },
  })
  return (
    <Door title={w('renew.title')} lead={w('renew.lead')}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={renew.mutate}>
        {renew.error instanceof Problem && renew.error.problems.length === 0 ? (
          <Alert
            type="error"
            title={renew.error.detail || renew.error.title || w('state.unreachable')}
            style={{ marginBottom: 16 }}
          />
        ) : null}
        <Form.Item
          name="current"
          label={w('renew.current')}
          rules={[{ required: true, message: w('signin.required', { field: w('renew.current') }) }]}
        >
          <Input.Password size="large" autoFocus autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="password"
          label={w('renew.password')}
          rules={[{ required: true, min: passwordMin, message: w('setup.password_short') }]}
        >
          <Input.Password size="large" autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" loading={renew.isPending}>
          {w('renew.submit')}
        </Button>
        <Button type="text" style={{ width: '100%', marginTop: 8 }} onClick={() => out.mutate()}>
          {w('link.to_sign_in')}
        </Button>
      </Form>
    </Door>
  )
}
export default RenewPasswordPage
