import { defineCommand, label } from '@lianke/kernel'
import { calendar } from '../objects/calendar.object.ts'

const calendarsMax = 200

/** Makes a calendar the company's own: it holds for everybody who names no other. */
export const calendarMakeUsual = defineCommand({
  name: 'calendar.make_usual',
  label: label('设为公司默认', 'Make company default'),
  may: 'platform.settings',
  on: calendar,
  rows: 'update',
  writes: ['usual'],
  icon: 'check',
  place: ['record'],
  offered: { usual: [false] },
  fields: {},
  done: { words: label('「{title}」已是公司默认日历', '{title} is the company default now') },
  undo: 'changes',
  run: async (work, { id }) => {
    // All of them are locked, so that of two who choose at once the second sees what the first chose.
    const { records } = work.system
    const { data } = await records.list(calendar, { fields: ['usual'], forUpdate: true, limit: calendarsMax })
    await records.upsert({
      object: calendar,
      rows: data.filter((one) => one.usual !== (one.id === id)).map((one) => ({ id: one.id, usual: one.id === id })),
    })
    return { id }
  },
})
