import { DatePicker, Form, Input, type FormInstance, Modal, Select } from 'antd'
import type dayjs from 'dayjs'

import { label } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { useKeysAgain } from './key-data.ts'
import { RoleSelect } from './role-select.tsx'

interface Values {
  readonly name: string
  readonly roles?: string[]
  readonly scopes?: string[]
  readonly expires?: dayjs.Dayjs
}
const mayTell = label(
  '可以上报：{events}，以及你们自己起名的事件。其他内置事件由系统或渠道自己记录，会被拒绝。',
  'May tell: {events}, and events that you name yourselves. All other built-in events are told by the system or its channels and are refused.',
)

/** What a key may be given beside a role. */
const useScopes = () => {
  const text = useText()
  const model = useModel()
  return [
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
}

/** Which events a key with these scopes may tell; null where it may tell none. */
const useTellable = (scopes: readonly string[]): string | null => {
  const text = useText()
  const model = useModel()
  const collecting = scopes.includes('*') ? 'program' : scopes.includes('collect') ? 'page' : null
  if (!collecting) return null
  return model.events
    .filter(({ from }) => from.includes(collecting))
    .map((event) => text(event.label))
    .join(text(label('、', ', ')))
}

const ScopesField = ({ form }: { readonly form: FormInstance<Values> }) => {
  const text = useText()
  const options = useScopes()
  const tellable = useTellable(Form.useWatch('scopes', form) ?? [])
  return (
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
      extra={tellable === null ? null : text(mayTell, { events: tellable })}
    >
      <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={options} />
    </Form.Item>
  )
}

/** A key is made with the least it needs; `made` is given the key, which nobody is shown again. */
export const NewKey = ({ open, close, made }: { readonly open: boolean; close(): void; made(key: string): void }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const again = useKeysAgain()
  const [form] = Form.useForm<Values>()
  const make = (values: Values) =>
    request<{ key: string }>('/keys', {
      body: {
        name: values.name,
        roles: values.roles ?? [],
        scopes: values.scopes ?? [],
        expires_at: values.expires ? values.expires.endOf('day').toISOString() : null,
      },
    }).then(({ key }) => {
      close()
      form.resetFields()
      made(key)
      return again()
    }, toast.failed)
  return (
    <Modal
      open={open}
      onCancel={close}
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
        <ScopesField form={form} />
        <Form.Item name="expires" label={text(label('到期日（可不填）', 'Expires (optional)'))}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
