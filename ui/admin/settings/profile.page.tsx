import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { label } from '@lianke/kernel'
import { Problem, request } from '../../base/client/request.ts'
import { useMe } from '../../base/client/session.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page, PageSection } from '../../desk/shell/page-frame.tsx'
import { sayAgent } from './say-agent.ts'
import { TwoFactor } from './two-factor.tsx'

interface Session {
  readonly id: string
  readonly address: string | null
  readonly agent: string | null
  readonly created_at: string
  readonly seen_at: string
  readonly current: boolean
}

const Sessions = () => {
  const text = useText()
  const toast = useToast()
  const { ago } = useMoment()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['sessions'],
    queryFn: () => request<{ data: Session[] }>('/me/sessions'),
  })
  const end = (id?: string) =>
    request(`/me/sessions${id ? `/${id}` : ''}`, { method: 'DELETE' }).then(
      () => client.invalidateQueries({ queryKey: ['sessions'] }),
      toast.failed,
    )
  if (error) return <Failure small error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={2} />
  return (
    <div className="lk-scroll-x">
      <table className="lk-table-plain">
        <thead>
          <tr>
            <th>{text(label('设备', 'Device'))}</th>
            <th>{text(label('地址', 'Address'))}</th>
            <th>{text(label('最近活动', 'Last active'))}</th>
            <th className="end">
              {data.data.length > 1 ? (
                <button type="button" className="lk-plain" style={{ color: 'var(--lk-accent-text)' }} onClick={() => void end()}>
                  {text(label('退出其他设备', 'Sign out everywhere else'))}
                </button>
              ) : null}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.data.map((session) => (
            <tr key={session.id}>
              <td>
                {sayAgent(session.agent)}
                {session.current ? (
                  <span className="lk-pill lk-c-green" style={{ marginLeft: 8 }}>
                    {text(label('当前', 'This one'))}
                  </span>
                ) : null}
              </td>
              <td className="lk-num">{session.address}</td>
              <td>{ago(session.seen_at)}</td>
              <td className="end">
                {session.current ? null : (
                  <Button size="small" type="text" onClick={() => void end(session.id)}>
                    {text(label('退出', 'Sign out'))}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The signed-in person's own account: name, password, second step, devices. */
const ProfilePage = () => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const { data: me } = useMe()
  const [password] = Form.useForm()
  if (!me) return null
  const saveName = ({ name }: { name: string }) =>
    request('/me', { method: 'PATCH', body: { name } }).then(() => {
      toast.done(w('toast.saved'))
      return client.invalidateQueries({ queryKey: ['me'] })
    }, toast.failed)
  const savePassword = (values: { current: string; password: string }) =>
    request('/me/password', { body: values }).then(
      () => {
        password.resetFields()
        toast.done(text(label('密码已更改，其他设备已退出', 'Password changed; other devices are signed out')))
      },
      (error: unknown) => {
        if (error instanceof Problem && error.problems.length > 0)
          password.setFields(error.problems.map(({ path, detail }) => ({ name: path.replace(/^\//, ''), errors: [detail] })))
        else toast.failed(error)
      },
    )
  return (
    <Page title={text(label('个人与安全', 'Profile and security'))} lead={me.account.email}>
      <PageSection title={text(label('姓名', 'Name'))}>
        <Form layout="inline" initialValues={{ name: me.account.name }} onFinish={saveName}>
          <Form.Item name="name" rules={[{ required: true, message: text(label('请填写姓名', 'Enter your name')) }]}>
            <Input style={{ width: 280 }} maxLength={100} aria-label={text(label('姓名', 'Name'))} />
          </Form.Item>
          <Button htmlType="submit">{w('common.save')}</Button>
        </Form>
      </PageSection>
      <PageSection
        title={text(label('密码', 'Password'))}
        help={text(label('更改后，其他设备会自动退出', 'Changing it signs out every other device'))}
      >
        <Form form={password} layout="vertical" requiredMark={false} style={{ maxWidth: 280 }} onFinish={savePassword}>
          <Form.Item
            name="current"
            label={text(label('当前密码', 'Current password'))}
            rules={[{ required: true, message: w('signin.required', { field: w('signin.password') }) }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Form.Item
            name="password"
            label={text(label('新密码', 'New password'))}
            rules={[{ required: true, min: 10, message: w('setup.password_short') }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Button htmlType="submit">{text(label('更改密码', 'Change password'))}</Button>
        </Form>
      </PageSection>
      <PageSection
        title={text(label('两步验证', 'Two-step sign-in'))}
        help={text(
          label(
            '登录时除密码外，再输入身份验证器里的六位数字',
            'Besides the password, sign-in asks for six digits from an authenticator app',
          ),
        )}
        actions={
          me.account.two_factor ? (
            <span className="lk-pill lk-c-green">
              <Icon name="shield-check" size={13} />
              {text(label('已开启', 'On'))}
            </span>
          ) : null
        }
      >
        <TwoFactor on={me.account.two_factor} />
      </PageSection>
      <PageSection title={text(label('登录的设备', 'Signed-in devices'))}>
        <Sessions />
      </PageSection>
    </Page>
  )
}
export default ProfilePage
