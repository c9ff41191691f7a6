import { defineStep, integer, label, longText, text, user } from '@lianke/kernel'

/** Gives someone something to do for everyone who comes by. */
export const createTaskStep = defineStep({
  name: 'create_task',
  label: label('建任务', 'Create a task'),
  icon: 'square-check',
  group: 'task',
  fields: {
    title: text(label('标题', 'Title'), { required: true, max: 200 }),
    note: longText(label('说明', 'Note'), { max: 2000 }),
    assignee: user(label('执行人', 'Assignee'), { help: label('不填则交给客户的所有者', 'Empty: the owner of the person') }),
    due_in_hours: integer(label('几小时内完成', 'Due in hours'), { min: 0, max: 8760, default: 24 }),
  },
  outlets: ['next'],
  enter: async (host, node, runs) => {
    const { title, note, assignee, due_in_hours } = node.config
    host.intend(
      runs.map((run) => ({
        key: `${run.id}:${node.id}:${run.entered_at}`,
        channel: 'self',
        action: 'self.create_task',
        person: run.person,
        content: { title, note, assignee, due_in_hours },
        cause: run.cause,
        hops: run.hops,
      })),
    )
    return runs.map((run) => ({ run: run.id, outlet: 'next' }))
  },
})
