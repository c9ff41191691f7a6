import { defineActStep, label, longText, placesIn, text, user } from '@lianke/kernel'
import { noticeAsked } from '../events/conversation.events.ts'
import { fillingOf } from './send-message.step.ts'

/** Tells a staff member (or the owner of the person) that someone came by. */
export const notifyStaffStep = defineActStep({
  name: 'notify_staff',
  label: label('通知员工', 'Notify staff'),
  icon: 'bell',
  group: 'task',
  needs: 'person',
  fields: {
    title: text(label('标题', 'Title'), { required: true, max: 64 }),
    text: longText(label('内容', 'Text'), { max: 512, help: label('{name} 代表客户姓名', '{name} stands for the name') }),
    staff: user(label('员工', 'Staff'), { help: label('不填则通知客户的所有者', 'Empty: the owner of the person') }),
  },
  act: async (work, { title, text: said, staff }, persons, host) => {
    const body = said ?? ''
    const places = placesIn(`${title} ${body}`)
    const found = await host.persons(persons, [...new Set([...places, 'owner'])])
    for (const person of persons) {
      const row = found.get(person)
      await work.emit({
        name: noticeAsked.name,
        person,
        payload: {
          title,
          text: body,
          staff: staff ?? row?.owner ?? null,
          ...(places.length > 0 ? { fill: fillingOf(row, places) } : {}),
        },
      })
    }
    return []
  },
})
