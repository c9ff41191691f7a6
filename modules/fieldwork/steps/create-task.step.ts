import { person as personObject } from '@lianke/customer/contract'
import {
  addWorkingMinutes,
  boolean,
  defineActStep,
  integer,
  label,
  longText,
  surely,
  text,
  type UnitOfWork,
  user,
} from '@lianke/kernel'
import { calendarsOfStaff } from '@lianke/organisation/contract'
import { task } from '../objects/task.object.ts'

const dueInHours = 24

/** When it is due for each of those who are to do it: so many hours on, or so many of their working hours. */
const dueFor = async (
  work: UnitOfWork,
  hours: number,
  working: boolean,
  staff: readonly string[],
): Promise<(one: string | null) => string> => {
  const plain = new Date(Date.parse(work.now) + hours * 3_600_000).toISOString()
  if (!working) return () => plain
  const calendarOf = await calendarsOfStaff(work, staff)
  return (one) => addWorkingMinutes(calendarOf(one), work.now, hours * 60).at
}

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
    working: boolean(label('按工作时间算', 'Of working time'), {
      default: false,
      help: label('按执行人的工作日历，跳过下班和节假日', 'By the calendar of whoever does it, without nights and holidays'),
    }),
  },
  act: async (work, { title, note, assignee, due_in_hours, working = false }, persons) => {
    const owners = assignee ? null : await work.records.find(personObject, [...new Set(persons)], { fields: ['owner'] })
    const doerOf = (person: string) => assignee ?? owners?.get(person)?.owner ?? null
    const doers = persons.flatMap((person) => doerOf(person) ?? [])
    const dueOf = await dueFor(work, due_in_hours ?? dueInHours, working, doers)
    const { refused } = await work.records.upsert({
      object: task,
      rows: persons.map((person) => ({
        subject: title,
        description: note ?? null,
        person,
        owner: doerOf(person),
        due_at: dueOf(doerOf(person)),
        source: 'journey',
      })),
      partial: true,
    })
    return refused.map(({ row, code, params }) => ({ id: surely(persons[row], 'a refused row is one of these'), code, params }))
  },
})
