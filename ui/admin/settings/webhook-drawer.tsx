import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { label } from '@lianke/kernel'
import { Problem, request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { useNarrow } from '../../base/client/viewport.ts'
import type { Webhook } from './webhook-data.ts'
import { EventPicker } from './webhook-events.tsx'

interface Values {
  readonly name: string
  readonly url: string
  readonly events: string[]
  readonly role: string
}

/** One subscription: where, what, and with whose rights. */
export const WebhookDrawer = ({
  webhook,
  close,
  saved,
}: {
  readonly webhook: Webhook | null
  close(): void
  /** The secret of one that is new. */
  saved(secret: string | null): void
}) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const narrow = useNarrow()
  const [form] = Form.useForm<Values>()
  const [busy, setBusy] = useState(false)
  const { data: roles, isFetching } = useQuery({
    queryKey: ['me', 'roles'],
    queryFn: () => request<{ data: { id: string; name: string }[] }>('/me/roles'),
  })
  const save = (values: Values) => {
    setBusy(true)
    request<{ secret?: string }>(webhook ? `/webhooks/${webhook.id}` : '/webhooks', {
      method: webhook ? 'PATCH' : 'POST',
      body: values,
    })
      .then(
        ({ secret }) => saved(secret ?? null),
        (error: unknown) => {
          const problems = error instanceof Problem ? error.problems : []
          const at = (path: string) => path.split('/')[1] as keyof Values
          if (problems.length === 0) return toast.failed(error)
          form.setFields(problems.map(({ path, detail }) => ({ name: at(path), errors: [detail] })))
        },
      )
      .finally(() => setBusy(false))
  }
  const needed = (field: string) => [{ required: true, message: w('form.required', { field }) }]
  const [address, events, role] = [
    text(label('接收地址', 'Address')),
    text(label('事件', 'Events')),
    text(label('以哪个角色的权限', 'With the rights of')),
  ]
  return (
    <Drawer
      open
      onClose={close}
      size={narrow ? '100%' : 560}
      title={text(webhook ? label('修改订阅', 'Change the subscription') : label('新建订阅', 'New subscription'))}
      footer={
        <div className="lk-row">
          <span className="lk-grow" />
          <Button onClick={close}>{w('common.cancel')}</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {w('common.save')}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={save}
        initialValues={
          webhook
            ? { name: webhook.name, url: webhook.url, events: [...webhook.events], role: webhook.role }
            : { name: '', url: 'https://', events: [] }
        }
      >
        <Form.Item name="name" label={w('common.name')} rules={needed(w('common.name'))}>
          <Input maxLength={100} autoFocus placeholder={text(label('例如：仓库系统', 'For example: warehouse'))} />
        </Form.Item>
        <Form.Item name="url" label={address} rules={needed(address)}>
          <Input maxLength={2000} inputMode="url" placeholder="https://example.com/lianke" />
        </Form.Item>
        <Form.Item
          name="events"
          label={events}
          rules={needed(events)}
          extra={text(label('自己起名的事件可以直接输入', 'Events that you name yourselves are typed'))}
        >
          <EventPicker />
        </Form.Item>
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
      </Form>
    </Drawer>
  )
}
