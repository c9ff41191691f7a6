import { defineNotice, type Fact, label, textIn, told } from '@lianke/kernel'
import { task } from '../objects/task.object.ts'

const fromJourney = ({ after }: Fact): boolean => after?.source === 'journey'

/** Tasks of an import or of the past concern nobody today. */
const concernsNow = (fact: Fact): boolean => {
  const due = textIn(fact.after?.due_at) ?? ''
  return fact.actor !== 'demo' && (fromJourney(fact) || due === '' || due >= fact.recorded_at)
}

/** Somebody has something new to do. */
export const taskNotice = defineNotice({
  name: 'fieldwork.task',
  label: label('给我的任务', 'Tasks for me'),
  kind: 'task',
  on: [told(task, 'created')],
  concerns: (fact) =>
    concernsNow(fact)
      ? { staff: textIn(fact.after?.owner) ?? '', about: fact.record ? { object: task.name, id: fact.record } : null }
      : null,
  title: label('新任务：{title}', 'New task: {title}'),
  message: fromJourney,
})
