import { date, defineObject, email, image, label, multiReference, option, phone, reference, select, text } from '@lianke/kernel'

/** An employee. Owners, assignees and every `user` field point here. */
export const staff = defineObject({
  name: 'organisation.staff',
  label: label('员工', 'Staff'),
  plural: label('员工', 'Staff'),
  icon: 'id-card',
  title: 'name',
  fields: {
    name: text(label('姓名', 'Name'), { required: true, max: 80, search: 'name', inList: true }),
    job_title: text(label('职务', 'Job title'), { max: 80, inList: true }),
    department: reference(label('部门', 'Department'), 'organisation.department', { inList: true, onDelete: 'refuse' }),
    roles: multiReference(label('角色', 'Roles'), 'organisation.role', { inList: true }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'active',
      inList: true,
      indexed: true,
      options: [option('active', '在职', 'Active', 'green'), option('left', '离职', 'Left', 'grey')],
    }),
    phone: phone(label('手机', 'Phone'), { search: 'phone' }),
    email: email(label('邮箱', 'Email'), { unique: true, search: 'text' }),
    avatar: image(label('头像', 'Avatar'), { maxFiles: 1 }),
    employee_number: text(label('工号', 'Employee number'), { max: 40, unique: true, search: 'code' }),
    wecom_userid: text(label('企业微信账号', 'WeCom user id'), { max: 64, unique: true, search: 'code' }),
    joined_on: date(label('入职日期', 'Joined on')),
    calendar: reference(label('工作日历', 'Working calendar'), 'organisation.calendar', {
      onDelete: 'refuse',
      help: label('不填：部门或公司的', 'Empty: that of the department or of the company'),
    }),
    account: text(label('登录账号', 'Sign-in account'), { max: 80, unique: true, readOnly: true, hidden: true }),
  },
  access: { everyone: true },
  states: { field: 'status', moves: { active: ['left'], left: ['active'] } },
  sort: 'name',
})
