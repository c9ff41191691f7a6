import './settings.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input, Modal, Select } from 'antd'
import type dayjs from 'dayjs'
import { useState } from 'react'
import { label, roleObject } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { request } from '../../base/client/request.ts'
import { Empty, Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { RecordTitle } from '../../base/field-types/parts/record-picker.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import { RoleSelect } from './role-select.tsx'

interface Key {
  readonly id: string
  readonly name: string
  readonly hint: string
  readonly scopes: readonly string[]
  readonly roles: readonly string[]
  readonly created_at: string
  readonly expires_at: string | null
  readonly revoked_at: string | null
  readonly used_at: string | null
}

const mayTell = label(
  '可以上报：{events}，以及你们自己起名的事件。其他内置事件由系统或渠道自己记录，会被拒绝。',
  'May tell: {events}, and events that you name yourselves. All other built-in events are told by the system or its channels and are refused.',
)

/** Keys for programs: made with the least they need, shown once, revoked at once. */
const KeysPage = () => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const model = useModel()
  const { ago } = useMoment()
  const client = useQueryClient()
  const [form] = Form.useForm()
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const { data, error, refetch } = useQuery({ queryKey: ['keys'], queryFn: () => request<{ data: Key[] }>('/keys') })
  const again = () => client.invalidateQueries({ queryKey: ['keys'] })
  const make = (values: { name: string; roles?: string[]; scopes?: string[]; expires?: dayjs.Dayjs }) =>
    request<{ key: string }>('/keys', {
      body: {
        name: values.name,
        roles: values.roles ?? [],
        scopes: values.scopes ?? [],
        expires_at: values.expires ? values.expires.endOf('day').toISOString() : null,
      },
    }).then(({ key }) => {
      setMaking(false)
      form.resetFields()
      setMade(key)
      return again()
    }, toast.failed)
  const revoke = (key: Key) =>
    Modal.confirm({
      title: text(label('吊销“{name}”？', 'Revoke “{name}”?'), { name: key.name }),
      content: text(
        label('使用它的程序会立刻失效，且不能恢复。', 'Programs that use it stop working at once. This cannot be undone.'),
      ),
      okText: text(label('吊销', 'Revoke')),
      okButtonProps: { danger: true },
      cancelText: w('common.cancel'),
      onOk: () => request(`/keys/${key.id}`, { method: 'DELETE' }).then(again, toast.failed),
    })
  const scopes = [
    { value: '*', label: text(label('全部权限', 'Everything')) },
    { value: 'collect', label: text(label('只上报行为', 'Collect events only')) },
    ...model.objects.flatMap((object) => [
      { value: object.name, label: text(label('{name}：读写', '{name}: read and write'), { name: text(object.label) }) },
      { value: `${object.name}:read`, label: text(label('{name}：只读', '{name}: read'), { name: text(object.label) }) },
    ]),
    ...model.commands.map((command) => ({
      value: `command:${command.name}`,
      label: text(label('操作：{name}', 'Command: {name}'), { name: text(command.label) }),
    })),
  ]
  const chosen: readonly string[] = Form.useWatch('scopes', form) ?? []
  const collecting = chosen.includes('*') ? 'program' : chosen.includes('collect') ? 'page' : null
  const tellable = model.events
    .filter(({ from }) => collecting !== null && from.includes(collecting))
    .map((event) => text(event.label))
    .join(text(label('、', ', ')))
  const create = (
    <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => setMaking(true)}>
      {text(label('新建密钥', 'New key'))}
    </Button>
  )
  return (
    <Page
      title={text(label('API 密钥', 'API keys'))}
      lead={
        <>
          {text(label('让程序以受限的身份读写数据。', 'Lets programs read and write with limited rights.'))}{' '}
          <a href="/docs" target="_blank" rel="noreferrer">
            {text(label('接口文档', 'API reference'))}
          </a>
        </>
      }
      actions={data?.data.length ? create : null}
    >
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : data.data.length === 0 ? (
        <Empty
          icon="key"
          title={text(label('还没有密钥', 'No keys yet'))}
          help={text(label('需要和其他系统对接时，从这里开始', 'Start here to connect another system'))}
        >
          {create}
        </Empty>
      ) : (
        <div className="lk-scroll-x">
          <table className="lk-table-plain">
            <thead>
              <tr>
                {[
                  label('名称', 'Name'),
                  label('密钥', 'Key'),
                  label('角色与范围', 'Role and scopes'),
                  label('最近使用', 'Last used'),
                  label('到期', 'Expires'),
                ].map((one) => (
                  <th key={one.en}>{text(one)}</th>
                ))}
                <th />
              </tr>
            </thead>
            <tbody>
              {data.data.map((key) => (
                <tr key={key.id} style={key.revoked_at ? { opacity: 0.5 } : undefined}>
                  <td>{key.name}</td>
                  <td>
                    <code>…{key.hint}</code>
                  </td>
                  <td>
                    <span className="lk-row" style={{ gap: 4, flexWrap: 'wrap' }}>
                      {key.roles.map((id) => (
                        <span key={id} className="lk-pill lk-c-blue">
                          <RecordTitle object={roleObject} id={id} />
                        </span>
                      ))}
                      {key.scopes.map((scope) => (
                        <span key={scope} className="lk-pill lk-tag">
                          {scope}
                        </span>
                      ))}
                    </span>
                  </td>
                  <td>{key.used_at ? ago(key.used_at) : '—'}</td>
                  <td>{key.expires_at ? ago(key.expires_at) : '—'}</td>
                  <td className="end">
                    {key.revoked_at ? (
                      text(label('已吊销', 'Revoked'))
                    ) : (
                      <Button size="small" type="text" danger onClick={() => revoke(key)}>
                        {text(label('吊销', 'Revoke'))}
                      </Button>
                    )}
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
        title={text(label('新建密钥', 'New key'))}
        okText={w('form.create')}
        cancelText={w('common.cancel')}
      >
        <Form form={form} layout="vertical" requiredMark={false} onFinish={make}>
          <Form.Item
            name="name"
            label={w('common.name')}
            rules={[{ required: true, message: w('form.required', { field: w('common.name') }) }]}
          >
            <Input maxLength={100} autoFocus />
          </Form.Item>
          <Form.Item
            name="roles"
            label={text(label('角色', 'Role'))}
            extra={text(
              label(
                '密钥按这个角色的权限读写和执行操作；它不是员工，只有数据范围“全部”对它有效',
                'The key has the rights of this role. It is nobody’s colleague: only the data scope “All” reaches records',
              ),
            )}
          >
            <RoleSelect />
          </Form.Item>
          <Form.Item
            name="scopes"
            label={text(label('另外的范围（可不填）', 'Further scopes (optional)'))}
            dependencies={['roles']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, scopes: string[] | undefined) =>
                  scopes?.length || getFieldValue('roles')?.length
                    ? Promise.resolve()
                    : Promise.reject(new Error(text(label('请选择角色或范围', 'Choose a role or a scope')))),
              }),
            ]}
            extra={collecting ? text(mayTell, { events: tellable }) : null}
          >
            <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={scopes} />
          </Form.Item>
          <Form.Item name="expires" label={text(label('到期日（可不填）', 'Expires (optional)'))}>
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
        </Form>
      </Modal>
      <Modal
        open={made !== null}
        onCancel={() => setMade(null)}
        title={text(label('请现在复制密钥', 'Copy the key now'))}
        footer={
          <Button
            type="primary"
            onClick={() =>
              void navigator.clipboard.writeText(made ?? '').then(() => {
                toast.done(w('toast.copied'))
                setMade(null)
              }, toast.failed)
            }
          >
            {text(label('复制并关闭', 'Copy and close'))}
          </Button>
        }
      >
        <p className="lk-muted" style={{ marginBottom: 8 }}>
          {text(label('关闭后不会再显示。', 'It will not be shown again.'))}
        </p>
        <code className="lk-code">{made}</code>
      </Modal>
    </Page>
  )
}
export default KeysPage
