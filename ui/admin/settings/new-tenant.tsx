import { label } from '@lianke/kernel'
import { Form, type FormInstance, Input, Modal } from 'antd'
import { useState } from 'react'
import { Problem, request } from '../../base/client/request.ts'
import { type Me, useMe } from '../../base/client/session.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import type { Handed } from './account.ts'
import { TenantPlace } from './tenant-place.tsx'
import { tenantsPath, useTenantsAgain } from './tenant-data.ts'

interface Values {
  readonly id: string
  readonly name: string
  readonly admin_name?: string
  readonly admin_email?: string
  readonly zone: string
  readonly locale: string
  readonly base_currency: string
}

/** Makes a company; its administrator gets a link, which is handed over, or it is one's own. */
const useMake = (form: FormInstance<Values>, { close, hand }: { close(): void; hand(handed: Handed): void }) => {
  const w = useWords()
  const toast = useToast()
  const again = useTenantsAgain()
  const [busy, setBusy] = useState(false)
  const make = ({ admin_name, admin_email, ...company }: Values) => {
    setBusy(true)
    const administrator = admin_email?.trim() ? { name: admin_name?.trim() || admin_email, email: admin_email.trim() } : null
    request<{ link: string | null }>(tenantsPath, { body: { ...company, ...(administrator ? { administrator } : {}) } })
      .then(
        async ({ link }) => {
          close()
          form.resetFields()
          if (link) hand({ name: administrator?.name ?? '', link: { url: link, expires_at: '' } })
          else toast.done(w('toast.saved'))
          await again()
        },
        (problem: unknown) => {
          const told =
            problem instanceof Problem ? problem.problems.filter((one) => one.path === '/id' || one.path === '/name') : []
          if (told.length === 0) return toast.failed(problem)
          form.setFields(told.map(({ path: at, detail }) => ({ name: at === '/id' ? 'id' : 'name', errors: [detail] })))
        },
      )
      .finally(() => setBusy(false))
  }
  return { busy, make }
}

/** A further company is proposed where this one is. */
const placeOf = (me: Me | undefined) =>
  me && { zone: me.tenant.zone, locale: me.tenant.locale, base_currency: me.tenant.base_currency }

export const NewTenant = ({ open, close, hand }: { readonly open: boolean; close(): void; hand(handed: Handed): void }) => {
  const w = useWords()
  const text = useText()
  const [form] = Form.useForm<Values>()
  const { data: me } = useMe()
  const { busy, make } = useMake(form, { close, hand })
  const name = text(label('公司名称', 'Company name'))
  return (
    <Modal
      open={open}
      onCancel={close}
      onOk={() => form.submit()}
      confirmLoading={busy}
      title={text(label('新建租户', 'New tenant'))}
      okText={w('form.create')}
      cancelText={w('common.cancel')}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={make} initialValues={placeOf(me)}>
        <Form.Item name="name" label={name} rules={[{ required: true, message: w('form.required', { field: name }) }]}>
          <Input maxLength={100} autoFocus />
        </Form.Item>
        <Form.Item
          name="id"
          label={text(label('编号', 'Id'))}
          extra={text(label('小写字母开头，之后不能改', 'Begins with a small letter; it never changes'))}
          rules={[
            {
              required: true,
              pattern: /^[a-z][a-z0-9_]{0,30}$/,
              message: text(label('小写字母、数字、下划线', 'Small letters, digits, underscores')),
            },
          ]}
        >
          <Input maxLength={31} />
        </Form.Item>
        <TenantPlace />
        <Form.Item
          name="admin_email"
          label={text(label('管理员邮箱（不填就是你自己）', 'Administrator’s email (empty: yourself)'))}
        >
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name="admin_name" label={text(label('管理员姓名', 'Administrator’s name'))}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
