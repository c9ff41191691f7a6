import { defineModule, label } from '@lianke/kernel'
import { roleCopy } from './commands/role-copy.command.ts'
import { staffInvite } from './commands/staff-invite.command.ts'
import { staffLeave } from './commands/staff-leave.command.ts'
import { organisationEvents } from './events/organisation.events.ts'
import { handOverJob } from './jobs/hand-over.job.ts'
import { department } from './objects/department.object.ts'
import { role } from './objects/role.object.ts'
import { staff } from './objects/staff.object.ts'
import { onDepartmentMoved } from './reactions/on-department-moved.reaction.ts'
import { onDepartmentSeen, onStaffSeen } from './reactions/on-directory-seen.reaction.ts'
import { roles } from './roles/builtin.role.ts'

/** The company's own people and what they may do. */
export const organisationModule = defineModule({
  name: 'organisation',
  label: label('组织', 'Organisation'),
  area: 'settings',
  objects: [staff, department, role],
  events: organisationEvents,
  commands: [staffInvite, staffLeave, roleCopy],
  jobs: [handOverJob],
  reactions: [onDepartmentMoved, onDepartmentSeen, onStaffSeen],
  roles,
  words: {
    'job.organisation.hand_over': label('离职交接', 'Hand over what a colleague had'),
    'refusal.staff.unknown_role': label('角色不存在', 'There is no such role'),
    'refusal.staff.own_successor': label('接手人不能是本人', 'Someone else must take over'),
    'refusal.staff.already_left': label('{name} 已离职', '{name} has already left'),
  },
})
