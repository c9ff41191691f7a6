import { person as personObject } from '@lianke/customer/contract'
import { defineActStep, integer, label, longText, surely, text, user } from '@lianke/kernel'
import { task } from '../objects/task.object.ts'

const dueInHours = 24

/** Gives someone something to do for everyone who comes by. */
export const createTaskStep = defineActStep({
  name: 'create_task',
  label: label('建任务', 'Create a task'),
  icon: 'square-check',
  group: 'task',
  needs: 'person',
  fields: {
    title: text(label('标题', 'Title'), { required: true, max: 200 }),
    note: longText(label('说明', 'Note'), { max: 2000 }),
    assignee: user(label('执行人', 'Assignee'), { help: label('不填则交给客户的所有者', 'Empty: the owner of the person') }),
    due_in_hours: integer(label('几小时内完成', 'Due in hours'), { min: 0, max: 8760, default: dueInHours }),
  },
  act: async (work, { title, note, assignee, due_in_hours }, persons) => {
    const owners = assignee ? null : await work.records.find(personObject, [...new Set(persons)], { fields: ['owner'] })
    const due = new Date(Date.parse(work.now) + (due_in_hours ?? dueInHours) * 3_600_000).toISOString()
    const { refused } = await work.records.upsert({
      object: task,
      rows: persons.map((person) => ({
        subject: title,
        description: note ?? null,
        person,
        owner: assignee ?? owners?.get(person)?.owner ?? null,
        due_at: due,
        source: 'journey',
      })),
      partial: true,
    })
    return refused.map(({ row, code, params }) => ({ id: surely(persons[row], 'a refused row is one of these'), code, params }))
  },
})
