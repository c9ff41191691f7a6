import { defineEvent, label, text } from '@lianke/kernel'

const name = text(label('姓名', 'Name'))

/** Colleagues come and go. */
export const organisationEvents = [
  defineEvent({
    name: 'staff.invited',
    label: label('邀请员工', 'Colleague invited'),
    icon: 'user-plus',
    fields: { name, email: text(label('邮箱', 'Email')) },
  }),
  defineEvent({ name: 'staff.left', label: label('员工离职', 'Colleague left'), icon: 'user-minus', fields: { name } }),
]
