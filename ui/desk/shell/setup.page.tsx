import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button, Form, Input } from 'antd'
import { useSignIn } from '../../base/client/session.ts'
import { useLanguage, useWords } from '../../base/i18n/i18n.ts'
import { placeProblems } from '../object-form/place-problems.ts'
import { Door } from './door.tsx'
import { DoorProblem } from './door-problem.tsx'

const passwordMin = 10

/** First run: company and first administrator on one short page. */
const SetupPage = () => {
  const w = useWords()
  const { language } = useLanguage()
  const client = useQueryClient()
  const navigate = useNavigate()
  const setup = useSignIn('/setup')
  const [form] = Form.useForm()
  const token = location.hash.slice(1)
  const required = (field: string) => ({ required: true, message: w('signin.required', { field }) })
  const submit = (values: Record<string, unknown>) =>
    setup.mutate(
      { ...values, locale: language, token },
      {
        onSuccess: () => {
          client.clear()
          void navigate({ to: '/', replace: true })
        },
        onError: (error) => void placeProblems(form, error),
      },
    )
  if (!token)
    return (
      <Door title={w('setup.title')} lead={w('setup.lead')}>
        <Alert type="info" title={w('setup.link_needed')} />
      </Door>
    )
  return (
    <Door title={w('setup.title')} lead={w('setup.lead')}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <DoorProblem error={setup.error} />
        <Form.Item name="company" label={w('setup.company')} rules={[required(w('setup.company'))]}>
          <Input size="large" autoFocus autoComplete="organization" />
        </Form.Item>
        <Form.Item name="name" label={w('setup.name')} rules={[required(w('setup.name'))]}>
          <Input size="large" autoComplete="name" />
        </Form.Item>
        <Form.Item name="email" label={w('setup.email')} rules={[required(w('setup.email'))]}>
          <Input size="large" type="email" autoComplete="email" />
        </Form.Item>
        <Form.Item
          name="password"
          label={w('setup.password')}
          rules={[required(w('signin.password')), { min: passwordMin, message: w('setup.password_short') }]}
        >
          <Input.Password size="large" autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" loading={setup.isPending} style={{ marginTop: 8 }}>
          {w('setup.submit')}
        </Button>
      </Form>
    </Door>
  )
}
export default SetupPage
