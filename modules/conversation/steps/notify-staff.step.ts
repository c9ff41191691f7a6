import { defineStep, label, longText, placesIn, text, user } from '@lianke/kernel'
import { fillingOf } from './send-message.step.ts'

/** Tells a staff member (or the owner of the person) that someone came by. */
export const notifyStaffStep = defineStep({
  name: 'notify_staff',
  label: label('通知员工', 'Notify staff'),
  icon: 'bell',
  group: 'task',
  fields: {
    title: text(label('标题', 'Title'), { required: true, max: 64 }),
    text: longText(label('内容', 'Text'), { max: 512, help: label('{name} 代表客户姓名', '{name} stands for the name') }),
    staff: user(label('员工', 'Staff'), { help: label('不填则通知客户的所有者', 'Empty: the owner of the person') }),
  },
  outlets: ['next'],
  enter: async (host, node, runs) => {
    const [title, body] = [String(node.config.title ?? ''), String(node.config.text ?? '')]
    const fields = placesIn(`${title} ${body}`)
    const persons = await host.persons(
      runs.map((run) => run.person),
      [...new Set([...fields, 'owner'])],
    )
    host.intend(
      runs.map((run) => {
        const person = persons.get(run.person)
        const payload = {
          title,
          text: body,
          staff: node.config.staff ?? person?.owner ?? null,
          ...(fields.length > 0 ? { fill: fillingOf(person, fields) } : {}),
        }
        return {
          key: `${run.id}:${node.id}:${run.entered_at}`,
          channel: 'self',
          action: 'self.emit',
          person: run.person,
          content: { event: 'staff.notice_asked', payload },
          cause: run.cause,
          hops: run.hops,
        }
      }),
    )
    return runs.map((run) => ({ run: run.id, outlet: 'next' }))
  },
})
