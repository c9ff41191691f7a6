import { defineNotice, type Fact, label, textIn } from '@lianke/kernel'
import { workItemAnswered, workItemAssigned, workItemLate, workItemReminded } from '../events/work-item.events.ts'
import { workItem } from '../objects/work-item.object.ts'

const concerns = ({ payload, record }: Fact) => ({
  staff: textIn(payload.staff) ?? '',
  about: record ? { object: workItem.name, id: record } : null,
})

/** Somebody has something to decide. */
const assigned = defineNotice({
  name: 'todo.assigned',
  label: label('要我处理的', 'What waits for me'),
  kind: 'task',
  on: [workItemAssigned.name],
  concerns,
  said: ['title'],
  title: label('待办：{title}', 'To do: {title}'),
  message: true,
})
const reminded = defineNotice({
  name: 'todo.reminded',
  label: label('待办将到期', 'Work items nearly late'),
  kind: 'task',
  on: [workItemReminded.name],
  concerns,
  said: ['title'],
  title: label('将到期：{title}', 'Nearly late: {title}'),
  message: true,
})
const late = defineNotice({
  name: 'todo.late',
  label: label('待办逾期', 'Work items that are late'),
  kind: 'alert',
  on: [workItemLate.name],
  concerns,
  said: ['title'],
  title: label('已逾期：{title}', 'Late: {title}'),
  message: true,
})
/** Whose record it is hears what was decided. */
const answered = defineNotice({
  name: 'todo.answered',
  label: label('我提交的有了结果', 'Answers to what I asked'),
  kind: 'info',
  on: [workItemAnswered.name],
  concerns: (fact) => (textIn(fact.payload.said) ? { ...concerns(fact), staff: textIn(fact.payload.requester) ?? '' } : null),
  said: ['title', 'said', 'note'],
  title: label('{said}：{title}', '{said}: {title}'),
  body: label('{note}', '{note}'),
})

export const workItemNotices = [assigned, reminded, late, answered]
