import { label } from '@lianke/kernel'
import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { request } from '../../base/client/request.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { EventPicker } from './webhook-events.tsx'

const useNeeded = () => {
  const w = useWords()
  return (field: string) => [{ required: true, message: w('form.required', { field }) }]
}

/** With whose rights a subscription reads what it sends. */
const RoleField = () => {
  const text = useText()
  const needed = useNeeded()
  const role = text(label('以哪个角色的权限', 'With the rights of'))
  const { data: roles, isFetching } = useQuery({
    queryKey: ['me', 'roles'],
    queryFn: () => request<{ data: { id: string; name: string }[] }>('/me/roles'),
  })
  return (
    <Form.Item
      name="role"
      label={role}
      rules={needed(role)}
      extra={text(
        label(
          '这个角色看不到的字段不会发出，脱敏的照样脱敏；它不是员工，只有数据范围“全部”的对象会发出',
          'Fields that this role may not see are not sent, masked ones stay masked. It is nobody’s colleague: only objects with the data scope “All” are sent',
        ),
      )}
    >
      <Select
        loading={isFetching}
        showSearch={{ optionFilterProp: 'label' }}
        options={(roles?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  )
}

/** Where, what, and with whose rights. */
export const WebhookFields = () => {
  const w = useWords()
  const text = useText()
  const needed = useNeeded()
  const address = text(label('接收地址', 'Address'))
  const events = text(label('事件', 'Events'))
  return (
    <>
      <Form.Item name="name" label={w('common.name')} rules={needed(w('common.name'))}>
        <Input maxLength={100} autoFocus placeholder={text(label('例如：仓库系统', 'For example: warehouse'))} />
      </Form.Item>
      <Form.Item name="url" label={address} rules={needed(address)}>
        <Input maxLength={2000} inputMode="url" placeholder="https://example.com/lianke" />
      </Form.Item>
      <Form.Item name="events" label={events} rules={needed(events)}>
        <EventPicker />
      </Form.Item>
      <RoleField />
    </>
  )
}
