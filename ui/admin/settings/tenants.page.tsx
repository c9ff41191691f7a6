import './settings.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { label } from '@lianke/kernel'
import { Problem, request } from '../../base/client/request.ts'
import { useMe } from '../../base/client/session.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import type { Handed } from './account.ts'
import { HandedModal } from './handed.tsx'

interface Tenant {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly paused_at: string | null
  readonly accounts: number
}
interface Values {
  readonly id: string
  readonly name: string
  readonly admin_name?: string
  readonly admin_email?: string
}
const path = '/installation/tenants'
const key = ['installation', 'tenants']

/** Companies of this installation, for those who administer it. */
const TenantsPage = () => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const { data: me } = useMe()
  const [form] = Form.useForm<Values>()
  const [making, setMaking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [handed, setHanded] = useState<Handed | null>(null)
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => request<{ data: Tenant[] }>(path), retry: false })
  const again = () => Promise.all([client.invalidateQueries({ queryKey: key }), client.invalidateQueries({ queryKey: ['me'] })])
  const make = ({ id, name, admin_name, admin_email }: Values) => {
    setBusy(true)
    const administrator = admin_email?.trim() ? { name: admin_name?.trim() || admin_email, email: admin_email.trim() } : null
    request<Tenant & { link: string | null }>(path, { body: { id, name, ...(administrator ? { administrator } : {}) } })
      .then(
        async ({ link }) => {
          setMaking(false)
          form.resetFields()
          if (link) setHanded({ name: administrator?.name ?? '', link: { url: link, expires_at: '' } })
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
  const act = (tenant: Tenant) =>
    request(`${path}/${tenant.id}/${tenant.paused_at ? 'resume' : 'pause'}`, { body: {} }).then(again, toast.failed)
  const pause = (tenant: Tenant) =>
    tenant.paused_at
      ? void act(tenant)
      : Modal.confirm({
          title: text(label('暂停“{name}”？', 'Pause “{name}”?'), { name: tenant.name }),
          content: text(
            label(
              '所有人立刻退出，接口和后台任务停止；数据都在，随时可以恢复。',
              'Everybody is signed out, programs and background work stop. Nothing is lost; it can be resumed at any time.',
            ),
          ),
          cancelText: w('common.cancel'),
          onOk: () => act(tenant),
        })
  const required = (field: string) => ({ required: true, message: w('form.required', { field }) })
  const name = text(label('公司名称', 'Company name'))
  return (
    <Page
      title={text(label('租户', 'Tenants'))}
      lead={text(
        label('这套系统里的各家公司，数据互相隔离', 'The companies of this installation, each walled off from the others'),
      )}
      actions={
        <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => setMaking(true)}>
          {text(label('新建租户', 'New tenant'))}
        </Button>
      }
    >
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : (
        data.data.map((tenant) => (
          <div key={tenant.id} className={`lk-share-line${tenant.paused_at ? ' off' : ''}`}>
            <div className="lk-grow" style={{ minWidth: 0 }}>
              <b>{tenant.name}</b> <code className="lk-muted">{tenant.id}</code>
              <div className="lk-share-say">
                <span>{text(label('{n} 个账号', '{n} accounts'), { n: tenant.accounts })}</span>
                {tenant.paused_at ? <span className="lk-pill lk-c-grey">{text(label('已暂停', 'Paused'))}</span> : null}
                {tenant.status === 'active' ? null : <span className="lk-pill lk-c-red">{tenant.status}</span>}
                {tenant.id === me?.tenant.id ? <span className="lk-pill">{text(label('当前', 'Here'))}</span> : null}
              </div>
            </div>
            {tenant.id === 'main' ? null : (
              <Button size="small" onClick={() => pause(tenant)}>
                {text(tenant.paused_at ? label('恢复', 'Resume') : label('暂停', 'Pause'))}
              </Button>
            )}
          </div>
        ))
      )}
      <Modal
        open={making}
        onCancel={() => setMaking(false)}
        onOk={() => form.submit()}
        confirmLoading={busy}
        title={text(label('新建租户', 'New tenant'))}
        okText={w('form.create')}
        cancelText={w('common.cancel')}
      >
        <Form form={form} layout="vertical" requiredMark={false} onFinish={make}>
          <Form.Item name="name" label={name} rules={[required(name)]}>
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
      <HandedModal handed={handed} close={() => setHanded(null)} />
    </Page>
  )
}
export default TenantsPage
