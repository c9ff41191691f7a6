import { defineEvent, label, text } from '@lianke/kernel'

const name = text(label('商机', 'Opportunity'))

/** The turns of a deal. */
export const salesEvents = [
  defineEvent({
    name: 'opportunity.opened',
    label: label('新商机', 'Opportunity opened'),
    icon: 'target',
    fields: { name, amount: text(label('金额', 'Amount')) },
    sentence: label('新商机 {name}', 'New opportunity {name}'),
  }),
  defineEvent({
    name: 'opportunity.stage_moved',
    label: label('商机推进', 'Stage moved'),
    icon: 'move-right',
    fields: { name, from: text(label('从', 'From')), to: text(label('到', 'To')) },
    sentence: label('商机 {name} 从 {from} 到 {to}', 'Opportunity {name} moved from {from} to {to}'),
  }),
  defineEvent({
    name: 'opportunity.won',
    label: label('赢单', 'Won'),
    icon: 'trophy',
    fields: { name, amount: text(label('金额', 'Amount')) },
    sentence: label('赢单 {name}，{amount}', 'Won {name}, {amount}'),
  }),
  defineEvent({
    name: 'opportunity.lost',
    label: label('输单', 'Lost'),
    icon: 'circle-x',
    fields: { name, reason: text(label('原因', 'Reason')) },
    sentence: label('输单 {name}：{reason}', 'Lost {name}: {reason}'),
  }),
  defineEvent({
    name: 'opportunity.reopened',
    label: label('重新打开商机', 'Opportunity reopened'),
    icon: 'rotate-ccw',
    fields: { name },
    sentence: label('重新打开商机 {name}', 'Opportunity {name} was reopened'),
  }),
]
