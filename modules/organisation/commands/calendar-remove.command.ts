import { defineCommand, label, refuse } from '@lianke/kernel'
import { calendar } from '../objects/calendar.object.ts'

/** Takes away a calendar that nobody works by; the company's own stays. */
export const calendarRemove = defineCommand({
  name: 'calendar.remove',
  label: label('删除日历', 'Delete the calendar'),
  may: 'platform.settings',
  on: calendar,
  rows: 'delete',
  icon: 'trash',
  place: ['record'],
  offered: { usual: [false] },
  fields: {},
  danger: true,
  done: { words: label('日历已删除', 'The calendar is deleted') },
  run: async (work, { id }) => {
    const { usual, name } = await work.records.get(calendar, id, { forUpdate: true, fields: ['usual', 'name'] })
    if (usual) refuse('calendar.is_usual', { params: { name } })
    await work.records.remove(calendar, id)
    return { id }
  },
})
