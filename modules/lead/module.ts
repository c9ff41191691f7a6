import { defineModule, label } from '@lianke/kernel'
import { leadAssign } from './commands/lead-assign.command.ts'
import { leadClaim } from './commands/lead-claim.command.ts'
import { leadConvert } from './commands/lead-convert.command.ts'
import { leadDisqualify } from './commands/lead-disqualify.command.ts'
import { leadFound } from './commands/lead-found.command.ts'
import { leadMove } from './commands/lead-move.command.ts'
import { leadEvents } from './events/lead.events.ts'
import { cadence } from './objects/cadence.object.ts'
import { lead } from './objects/lead.object.ts'
import { cadenceProcess } from './processes/cadence.process.ts'
import { grants } from './roles/granted.role.ts'
import { leadNotice } from './notices/lead-assigned.notice.ts'

/** From a sign of interest to a customer. */
export const leadModule = defineModule({
  name: 'lead',
  label: label('线索', 'Leads'),
  area: 'sales',
  objects: [lead, cadence],
  processes: [cadenceProcess],
  grants,
  notices: [leadNotice],
  events: leadEvents,
  commands: [leadClaim, leadAssign, leadConvert, leadFound, leadMove, leadDisqualify],
  rights: [
    { name: 'lead.assign', label: label('分配线索', 'Assign leads') },
    { name: 'lead.convert', label: label('转化线索', 'Convert leads') },
  ],
  words: {
    'refusal.lead.taken': label('线索“{name}”已有人跟进', 'Somebody has taken lead “{name}” already'),
    'refusal.lead.nobody_claims': label('请说明由谁领取', 'Say who claims it'),
    'refusal.lead.none_chosen': label('请至少选择一条线索', 'Choose at least one lead'),
    'refusal.lead.assignee_left': label('{name} 已离职，不能接收线索', '{name} has left and cannot take leads'),
    'refusal.lead.already_converted': label('这条线索已经转化', 'This lead is already converted'),
    'refusal.lead.already_disqualified': label('这条线索已判为无效', 'This lead is already disqualified'),
    'refusal.lead.is_disqualified': label(
      '无效线索不能转化，请先重新分配',
      'A disqualified lead cannot be converted; assign it again first',
    ),
  },
})
