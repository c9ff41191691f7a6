import './settings.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Switch } from 'antd'
import { useState } from 'react'
import { label, type ReferenceValue } from '@lianke/kernel'
import { Problem, request } from '../client/request.ts'
import { Avatar } from '../feedback/avatar.tsx'
import { Failure, Skeleton } from '../feedback/states.tsx'
import { useToast } from '../feedback/toast.tsx'
import { RecordPicker } from '../field-types/parts/record-picker.tsx'
import { useText, useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'
import { Page } from '../shell/page-frame.tsx'

interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly username: string | null
  readonly two_factor?: boolean
  readonly disabled?: boolean
  readonly disabled_at?: string | null
}

/** Who may sign in: accounts, each tied to a member of staff. */
const AccountsPage = () => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const [form] = Form.useForm()
  const [making, setMaking] = useState(false)
  const [staff, setStaff] = useState<ReferenceValue | null>(null)
  const { data, error, refetch } = useQuery({ queryKey: ['accounts'], queryFn: () => request<{ data: Account[] }>('/accounts') })
  const again = () => client.invalidateQueries({ queryKey: ['accounts'] })
  const make = (values: Record<string, string>) =>
    request('/accounts', {
      body: {
        name: values.name,
        email: values.email,
        password: values.password,
        ...(values.username ? { username: values.username } : {}),
        ...(staff ? { staff: staff.id } : {}),
      },
    }).then(
      () => {
        setMaking(false)
        form.resetFields()
        setStaff(null)
        toast.done(w('toast.saved'))
        return again()
      },
      (problem: unknown) => {
        if (problem instanceof Problem && problem.problems.length > 0)
          form.setFields(problem.problems.map(({ path, detail }) => ({ name: path.replace(/^\//, ''), errors: [detail] })))
        else toast.failed(problem)
      },
    )
  const change = (account: Account, disabled: boolean) =>
    request(`/accounts/${account.id}`, { method: 'PATCH', body: { disabled } }).then(again, toast.failed)
  const required = { required: true, message: w('form.required', { field: '' }) }
  return (
    <Page
      title={text(label('登录账号', 'Sign-in accounts'))}
      lead={text(
        label(
          '员工用账号登录；停用后立即退出所有设备',
          'Staff sign in with an account; switching one off signs it out everywhere',
        ),
      )}
      actions={
        <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => setMaking(true)}>
          {text(label('新建账号', 'New account'))}
        </Button>
      }
    >
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : (
        <div className="lk-scroll-x">
          <table className="lk-table-plain">
            <thead>
              <tr>
                {[
                  label('姓名', 'Name'),
                  label('邮箱', 'Email'),
                  label('用户名', 'Username'),
                  label('两步验证', 'Two-step'),
                  label('启用', 'Active'),
                ].map((one) => (
                  <th key={one.en}>{text(one)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.data.map((account) => (
                <tr key={account.id}>
                  <td>
                    <span className="lk-row">
                      <Avatar name={account.name} size={24} />
                      {account.name}
                    </span>
                  </td>
                  <td>{account.email}</td>
                  <td>{account.username ?? '—'}</td>
                  <td>{account.two_factor ? <span className="lk-pill lk-c-green">{text(label('已开启', 'On'))}</span> : '—'}</td>
                  <td>
                    <Switch
                      size="small"
                      checked={!(account.disabled || account.disabled_at)}
                      onChange={(on) => void change(account, !on)}
                      aria-label={account.name}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Modal
        open={making}
        onCancel={() => setMaking(false)}
        onOk={() => form.submit()}
        title={text(label('新建账号', 'New account'))}
        okText={w('form.create')}
        cancelText={w('common.cancel')}
      >
        <Form form={form} layout="vertical" requiredMark={false} onFinish={make}>
          <Form.Item label={text(label('员工', 'Member of staff'))}>
            <RecordPicker
              to="organisation.staff"
              value={staff}
              onChange={(next) => {
                const one = next as ReferenceValue | null
                setStaff(one)
                if (one?.title && !form.getFieldValue('name')) form.setFieldValue('name', one.title)
              }}
            />
          </Form.Item>
          <Form.Item name="name" label={text(label('姓名', 'Name'))} rules={[required]}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="email" label={text(label('邮箱', 'Email'))} rules={[required]}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="username" label={text(label('用户名（可不填）', 'Username (optional)'))}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="password"
            label={text(label('初始密码', 'First password'))}
            rules={[{ ...required, min: 10, message: w('setup.password_short') }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </Form>
      </Modal>
    </Page>
  )
}
export default AccountsPage
