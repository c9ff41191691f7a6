import { defineActStep, label, longText, option, placesIn, select, text, textIn, user } from '@lianke/kernel'
import { managersOfStaff } from '@lianke/organisation/contract'
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
    staff: user(label('员工', 'Staff'), { help: label('不填则看下一项', 'Empty: as said below') }),
    whom: select(label('没有指定员工时通知', 'Else'), {
      default: 'owner',
      options: [
        option('owner', '记录的所有者', 'The owner of the record'),
        option('manager', '所有者的主管', 'The owner’s manager'),
      ],
    }),
  },
  act: async (work, { title, text: said, staff, whom }, ids, host) => {
    const body = said ?? ''
    const places = placesIn(`${title} ${body}`)
    const found = await host.records(ids, [...new Set([...places, 'owner'])])
    const ownerOf = (id: string) => textIn(found.get(id)?.owner)
    const managerOf =
      !staff && whom === 'manager'
        ? await managersOfStaff(
            work,
            ids.flatMap((id) => ownerOf(id) ?? []),
          )
        : null
    for (const id of ids) {
      const row = found.get(id)
      await work.emit({
        name: noticeAsked.name,
        subject: { object: host.object, id },
        person: host.personOf(id),
        payload: {
          title,
          text: body,
          staff: staff ?? (managerOf ? managerOf(ownerOf(id)) : ownerOf(id)),
          ...(places.length > 0 ? { fill: fillingOf(host.object, row, places) } : {}),
        },
      })
    }
    return []
  },
})
