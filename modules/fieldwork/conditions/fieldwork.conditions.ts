import { person } from '@lianke/customer/contract'
import { defineCondition, label } from '@lianke/kernel'
import { task } from '../objects/task.object.ts'

/** Ready-made conditions over daily work. */
export const fieldworkConditions = [
  defineCondition({
    name: 'fieldwork.due',
    label: label('今天要做的', 'Due today'),
    on: task,
    filter: {
      and: [
        { field: 'status', op: 'in', value: ['open', 'in_progress'] },
        { field: 'due_at', op: 'within', value: { this: 'day' } },
      ],
    },
  }),
  defineCondition({
    name: 'fieldwork.silent',
    label: label('30 天没有跟进', 'No follow-up for 30 days'),
    on: person,
    filter: {
      child: 'fieldwork.follow_up',
      via: 'person',
      where: { field: 'happened_at', op: 'within', value: { last: 30, unit: 'day' } },
      none: true,
    },
  }),
]
