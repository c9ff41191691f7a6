import { defineEvent, label, longText, text } from '@lianke/kernel'

const title = text(label('标题', 'Title'))
const who = text(label('同事', 'Colleague'))
const run = text(label('运行', 'Run'))

/** Somebody has it now, or may take it. */
export const workItemAssigned = defineEvent({
  name: 'work_item.assigned',
  label: label('待办分配', 'Work item assigned'),
  icon: 'square-check',
  fields: { title, staff: who },
  sentence: label('待办：{title}', 'To do: {title}'),
})
/** Its deadline comes near. */
export const workItemReminded = defineEvent({
  name: 'work_item.reminded',
  label: label('待办将到期', 'Work item nearly late'),
  icon: 'bell',
  fields: { title, staff: who },
  sentence: label('将到期：{title}', 'Nearly late: {title}'),
})
/** Its deadline has passed. */
export const workItemLate = defineEvent({
  name: 'work_item.late',
  label: label('待办逾期', 'Work item late'),
  icon: 'alert',
  fields: { title, staff: who },
  sentence: label('已逾期：{title}', 'Late: {title}'),
})
/** What was answered, or that nobody did in time; `outlet` is the way on of the run that waits. */
export const workItemAnswered = defineEvent({
  name: 'work_item.answered',
  label: label('待办处理', 'Work item answered'),
  icon: 'done',
  fields: {
    title,
    said: text(label('结果', 'Outcome')),
    note: longText(label('说明', 'Note')),
    staff: who,
    requester: text(label('谁在等', 'Waited for by')),
    outlet: text(label('出口', 'Way out')),
    run,
  },
  sentence: label('{said}：{title}', '{said}: {title}'),
})

export const workItemEvents = [workItemAssigned, workItemReminded, workItemLate, workItemAnswered]
