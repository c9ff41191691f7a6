import { departmentObject, label, type ReferenceValue, referenceIn, staffObject } from '@lianke/kernel'
import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { RecordPicker } from '../../base/field-types/parts/record-picker.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import type { Invitation } from './invitation.ts'
import { RoleSelect } from './role-select.tsx'

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

const useRequired = () => {
  const w = useWords()
  return (field: string) => [{ required: true, message: w('form.required', { field }) }]
}

/** Which of the staff it is; the name follows. */
export const KnownColleague = () => {
  const text = useText()
  const required = useRequired()
  const form = Form.useFormInstance<Invitation>()
  const staff = text(label('员工', 'Member of staff'))
  return (
    <Form.Item name="staff" label={staff} rules={required(staff)}>
      <StaffPicker onPick={(one) => one?.title && form.setFieldValue('name', one.title)} />
    </Form.Item>
  )
}

/** What the staff record of somebody new will say. */
export const NewColleague = () => {
  const text = useText()
  const required = useRequired()
  const roles = text(label('角色', 'Roles'))
  return (
    <>
      <Form.Item
        name="roles"
        label={roles}
        rules={required(roles)}
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
  )
}

/** Name, address and name for sign-in. */
export const SignInFields = ({ children }: { readonly children: ReactNode }) => {
  const text = useText()
  const required = useRequired()
  const [name, email] = [text(label('姓名', 'Name')), text(label('邮箱', 'Email'))]
  return (
    <>
      <Form.Item name="name" label={name} rules={required(name)}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={email} rules={required(email)}>
        <Input type="email" maxLength={200} autoComplete="off" />
      </Form.Item>
      {children}
      <Form.Item name="username" label={text(label('用户名（可不填）', 'Username (optional)'))}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
    </>
  )
}
