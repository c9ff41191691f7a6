import { defineActStep, label, longText, placesIn, text, user } from '@lianke/kernel'
import { noticeAsked } from '../events/conversation.events.ts'
import { fillingOf } from './filling-of.ts'

/** Tells a staff member (or the owner of the record) that something came by. */
export const notifyStaffStep = defineActStep({
  name: 'notify_staff',
  label: label('通知员工', 'Notify staff'),
  icon: 'bell',
  group: 'task',
  fields: {
    title: text(label('标题', 'Title'), { required: true, max: 64 }),
    text: longText(label('内容', 'Text'), {
      max: 512,
      help: label('{name} 代表记录的字段 name', '{name} stands for the field “name” of the record'),
    }),
    staff: user(label('员工', 'Staff'), { help: label('不填则通知记录的所有者', 'Empty: the owner of the record') }),
  },
  act: async (work, { title, text: said, staff }, ids, host) => {
    const body = said ?? ''
    const places = placesIn(`${title} ${body}`)
    const found = await host.records(ids, [...new Set([...places, 'owner'])])
    for (const id of ids) {
      const row = found.get(id)
      await work.emit({
        name: noticeAsked.name,
        subject: { object: host.object, id },
        person: host.personOf(id),
        payload: {
          title,
          text: body,
          staff: staff ?? row?.owner ?? null,
          ...(places.length > 0 ? { fill: fillingOf(host.object, row, places) } : {}),
        },
      })
    }
    return []
  },
})
