import { defineFollow, textIn } from '@lianke/kernel'
import { calendarsOfStaff } from '@lianke/organisation/contract'
import { isReminded, remindAt } from '../rules/reminder.rule.ts'

/** A task is reminded of before it is due, in the working time of whoever has it, unless somebody has said when. */
export const reminderOfTask = defineFollow({
  fields: ['remind_at'],
  when: ['due_at'],
  run: async (work, rows) => {
    const concerned = rows.filter(({ row, before }) => isReminded(row, before, work.now))
    const minutes = concerned.length > 0 ? await work.setting<number>('fieldwork.remind_before') : 0
    if (minutes === 0) return rows.map(() => ({}))
    const calendarOf = await calendarsOfStaff(
      work,
      concerned.flatMap(({ row }) => textIn(row.owner) ?? []),
    )
    return rows.map(({ row, before }) =>
      isReminded(row, before, work.now)
        ? { values: { remind_at: remindAt(String(row.due_at), minutes, calendarOf(textIn(row.owner)), work.now) } }
        : {},
    )
  },
})
