import { defineCommand, label, like, refuse } from '@lianke/kernel'
import { staff } from '../objects/staff.object.ts'
import { role } from '../objects/role.object.ts'

/** Adds a colleague with roles. Signing in needs an account with the same email, which the sign-in part makes from the fact. */
export const staffInvite = defineCommand({
  name: 'staff.invite',
  label: label('邀请员工', 'Invite a colleague'),
  may: { object: staff, action: 'create' },
  icon: 'user-plus',
  place: ['global'],
  fields: {
    name: like(staff.fields.name, { required: true }),
    email: like(staff.fields.email, { required: true }),
    roles: like(staff.fields.roles, { required: true }),
    department: like(staff.fields.department),
    job_title: like(staff.fields.job_title),
    phone: like(staff.fields.phone),
    wecom_userid: like(staff.fields.wecom_userid),
  },
  done: {
    words: label('已邀请，对方用这个邮箱登录', 'Invited; the colleague signs in with this email'),
    opens: { object: staff, id: 'id' },
  },
  run: async (work, input) => {
    const roles = await work.records.list(role, {
      filter: { field: 'id', op: 'in', value: input.roles },
      fields: ['name'],
      limit: 200,
    })
    if (roles.data.length < new Set(input.roles).size)
      refuse('staff.unknown_role', { problems: [{ path: '/roles', code: 'staff.unknown_role' }] })
    const made = await work.records.create(staff, { ...input, status: 'active' })
    await work.emit({
      name: 'staff.invited',
      subject: { object: staff.name, id: made.id },
      payload: { name: input.name, email: input.email },
    })
    return { id: made.id }
  },
})
