import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { request } from '../../base/client/request.ts'
import { useSignOut } from '../../base/client/session.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import { placeProblems } from '../object-form/place-problems.ts'
import { Door } from './door.tsx'
import { DoorProblem } from './door-problem.tsx'

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
    onError: (error) => void placeProblems(form, error),
  })
  return (
    <Door title={w('renew.title')} lead={w('renew.lead')}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={renew.mutate}>
        <DoorProblem error={renew.error} atFields />
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
