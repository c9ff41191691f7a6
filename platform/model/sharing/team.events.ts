import { datetime, defineEvent, label, option, select, text } from '@lianke/kernel'

const fields = {
  member: text(label('成员', 'Member')),
  kind: select(label('成员类型', 'Kind of member'), {
    options: [option('user', '同事', 'Colleague'), option('department', '部门', 'Department'), option('role', '角色', 'Role')],
  }),
  level: select(label('权限', 'Allowed'), { options: [option('read', '查看', 'Read'), option('update', '修改', 'Change')] }),
  until: datetime(label('到期', 'Until')),
}

/** Who works on a record beside its owner: seen on its timeline, in the audit, and in the bell of whoever was added. */
export const teamEvents = [
  defineEvent({
    name: 'record.team_added',
    label: label('加入团队', 'Team: added'),
    icon: 'team',
    fields,
    sentence: label('把 {member} 加进团队', 'put {member} on the team'),
  }),
  defineEvent({
    name: 'record.team_changed',
    label: label('调整团队', 'Team: changed'),
    icon: 'team',
    fields,
    sentence: label('调整了 {member} 在团队里的权限', 'changed the place of {member} in the team'),
  }),
  defineEvent({
    name: 'record.team_removed',
    label: label('移出团队', 'Team: removed'),
    icon: 'team',
    fields,
    sentence: label('把 {member} 移出团队', 'took {member} off the team'),
  }),
]
