import { Button, Drawer, Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { label, type ReferenceValue, departmentObject, staffObject, referenceIn } from '@lianke/kernel'
import { Problem, request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { RecordPicker } from '../../base/field-types/parts/record-picker.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { useNarrow } from '../../base/client/viewport.ts'
import type { Account, Handed, LoginLink } from './account.ts'
import { RoleSelect } from './role-select.tsx'

interface Values {
  readonly name: string
  readonly email: string
  readonly username?: string
  readonly job_title?: string
  readonly roles?: string[]
  readonly department?: ReferenceValue | null
  readonly staff?: ReferenceValue | null
}
type Way = 'new' | 'known'

/** A colleague gets a sign-in: somebody new with a staff record, role and department, or one who has a record already. */
export const InviteDrawer = ({ close, invited }: { close(): void; invited(handed: Handed): Promise<unknown> }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const narrow = useNarrow()
  const [form] = Form.useForm<Values>()
  const [way, setWay] = useState<Way>('new')
  const [busy, setBusy] = useState(false)
  const required = (field: string) => ({ required: true, message: w('form.required', { field }) })
  const submit = (values: Values) => {
    setBusy(true)
    const person = {
      name: values.name.trim(),
      email: values.email.trim(),
      ...(values.username?.trim() ? { username: values.username.trim() } : {}),
    }
    const body =
      way === 'known'
        ? { ...person, staff: values.staff?.id }
        : {
            ...person,
            colleague: {
              roles: values.roles ?? [],
              ...(values.department ? { department: values.department.id } : {}),
              ...(values.job_title?.trim() ? { job_title: values.job_title.trim() } : {}),
            },
          }
    request<Account & { link: LoginLink }>('/accounts', { body })
      .then(
        async ({ name, link }) => {
          await invited({ name, link })
          close()
        },
        (problem: unknown) => {
          const told = problem instanceof Problem ? problem.problems.filter(({ path }) => path !== '') : []
          if (told.length > 0) form.setFields(told.map(({ path, detail }) => ({ name: fieldAt(path), errors: [detail] })))
          else toast.failed(problem)
        },
      )
      .finally(() => setBusy(false))
  }
  const [name, email, roles] = [label('姓名', 'Name'), label('邮箱', 'Email'), label('角色', 'Roles')]
  return (
    <Drawer
      open
      onClose={close}
      size={narrow ? '100%' : 480}
      title={text(label('邀请同事', 'Invite a colleague'))}
      footer={
        <div className="lk-row">
          <span className="lk-grow" />
          <Button onClick={close}>{w('common.cancel')}</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {text(label('生成邀请链接', 'Make the invitation link'))}
          </Button>
        </div>
      }
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item>
          <Segmented
            block
            value={way}
            onChange={setWay}
            options={[
              { value: 'new', label: text(label('新同事', 'Somebody new')) },
              { value: 'known', label: text(label('已有员工', 'In the staff list')) },
            ]}
          />
        </Form.Item>
        {way === 'known' ? (
          <Form.Item
            name="staff"
            label={text(label('员工', 'Member of staff'))}
            rules={[required(text(label('员工', 'Member of staff')))]}
          >
            <StaffPicker onPick={(one) => one?.title && form.setFieldValue('name', one.title)} />
          </Form.Item>
        ) : null}
        <Form.Item name="name" label={text(name)} rules={[required(text(name))]}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="email" label={text(email)} rules={[required(text(email))]}>
          <Input type="email" maxLength={200} autoComplete="off" />
        </Form.Item>
        {way === 'new' ? (
          <>
            <Form.Item
              name="roles"
              label={text(roles)}
              rules={[required(text(roles))]}
              extra={text(label('只能给出你自己也有的权限', 'You can give only what you hold yourself'))}
            >
              <RoleSelect />
            </Form.Item>
            <Form.Item name="department" label={text(label('部门', 'Department'))}>
              <Picker to={departmentObject} />
            </Form.Item>
            <Form.Item name="job_title" label={text(label('职务', 'Job title'))}>
              <Input maxLength={80} />
            </Form.Item>
          </>
        ) : null}
        <Form.Item name="username" label={text(label('用户名（可不填）', 'Username (optional)'))}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      </Form>
    </Drawer>
  )
}

/** `/colleague/roles/0` is the field `roles`. */
const fieldAt = (path: string): keyof Values => path.replace(/^\/(colleague\/)?/, '').split('/')[0] as keyof Values

interface PickerProps {
  readonly to: string
  readonly id?: string
  readonly value?: unknown
  readonly onChange?: (value: unknown) => void
}
const Picker = ({ to, id, value, onChange }: PickerProps) => (
  <RecordPicker to={to} id={id} value={value} onChange={(next) => onChange?.(next)} />
)
const StaffPicker = ({
  onPick,
  onChange,
  ...rest
}: Omit<PickerProps, 'to'> & { readonly onPick: (one: ReferenceValue | null) => void }) => (
  <Picker
    to={staffObject}
    {...rest}
    onChange={(next) => {
      onChange?.(next)
      onPick(referenceIn(next))
    }}
  />
)
