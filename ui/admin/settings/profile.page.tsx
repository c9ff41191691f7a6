import { label } from '@lianke/kernel'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { Problem, request } from '../../base/client/request.ts'
import { useMe } from '../../base/client/session.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page, PageSection } from '../../desk/shell/page-frame.tsx'
import { Sessions } from './sessions.tsx'
import { TwoFactor } from './two-factor.tsx'

const NameForm = ({ name }: { readonly name: string }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const save = (body: { readonly name: string }) =>
    request('/me', { method: 'PATCH', body }).then(() => {
      toast.done(w('toast.saved'))
      return client.invalidateQueries({ queryKey: ['me'] })
    }, toast.failed)
  return (
    <Form layout="inline" initialValues={{ name }} onFinish={save}>
      <Form.Item name="name" rules={[{ required: true, message: text(label('请填写姓名', 'Enter your name')) }]}>
        <Input style={{ width: 280 }} maxLength={100} aria-label={text(label('姓名', 'Name'))} />
      </Form.Item>
      <Button htmlType="submit">{w('common.save')}</Button>
    </Form>
  )
}

const PasswordForm = () => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const [password] = Form.useForm()
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
  )
}

/** The signed-in person's own account: name, password, second step, devices. */
const ProfilePage = () => {
  const text = useText()
  const { data: me } = useMe()
  if (!me) return null
  return (
    <Page title={text(label('个人与安全', 'Profile and security'))} lead={me.account.email}>
      <PageSection title={text(label('姓名', 'Name'))}>
        <NameForm name={me.account.name} />
      </PageSection>
      <PageSection
        title={text(label('密码', 'Password'))}
        help={text(label('更改后，其他设备会自动退出', 'Changing it signs out every other device'))}
      >
        <PasswordForm />
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
