import { defineActStep, integer, label, longText, surely, targetOf, text, user } from '@lianke/kernel'
import { task } from '../objects/task.object.ts'

const dueInHours = 24

/** The field by which a task points to records of an object. */
const linkTo = (object: string): string | undefined =>
  Object.entries(task.fields).find(([, field]) => targetOf(field) === object)?.[0]

/** Gives someone something to do for everyone who comes by. */
export const createTaskStep = defineActStep({
  name: 'create_task',
  label: label('建任务', 'Create a task'),
  icon: 'square-check',
  group: 'task',
  fields: {
    title: text(label('标题', 'Title'), { required: true, max: 200 }),
    note: longText(label('说明', 'Note'), { max: 2000 }),
    assignee: user(label('执行人', 'Assignee'), { help: label('不填则交给记录的所有者', 'Empty: the owner of the record') }),
    due_in_hours: integer(label('几小时内完成', 'Due in hours'), { min: 0, max: 8760, default: dueInHours }),
  },
  act: async (work, { title, note, assignee, due_in_hours }, ids, host) => {
    const owners = assignee ? null : await host.records([...new Set(ids)], ['owner'])
    const due = new Date(Date.parse(work.now) + (due_in_hours ?? dueInHours) * 3_600_000).toISOString()
    const link = linkTo(host.object)
    const { refused } = await work.records.upsert({
      object: task.name,
      rows: ids.map((id) => ({
        subject: title,
        description: note ?? null,
        person: host.personOf(id),
        ...(link ? { [link]: id } : {}),
        owner: assignee ?? owners?.get(id)?.owner ?? null,
        due_at: due,
        source: host.kind,
      })),
      partial: true,
    })
    return refused.map(({ row, code, params }) => ({ id: surely(ids[row], 'a refused row is one of these'), code, params }))
  },
})
