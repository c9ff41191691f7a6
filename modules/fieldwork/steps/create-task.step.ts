import {
  addWorkingMinutes,
  boolean,
  defineActStep,
  integer,
  label,
  like,
  longText,
  surely,
  targetOf,
  text,
  textIn,
  type UnitOfWork,
  user,
} from '@lianke/kernel'
import { calendarsOfStaff } from '@lianke/organisation/contract'
import { task } from '../objects/task.object.ts'

const dueInHours = 24

/** The field by which a task points to records of an object. */
const linkTo = (object: string): string | undefined =>
  Object.entries(task.fields).find(([, field]) => targetOf(field) === object)?.[0]

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
  fields: {
    title: text(label('标题', 'Title'), { required: true, max: 200 }),
    kind: like(task.fields.kind),
    note: longText(label('说明', 'Note'), { max: 2000 }),
    assignee: user(label('执行人', 'Assignee'), { help: label('不填则交给记录的所有者', 'Empty: the owner of the record') }),
    due_in_hours: integer(label('几小时内完成', 'Due in hours'), { min: 0, max: 8760, default: dueInHours }),
    working: boolean(label('按工作时间算', 'Of working time'), {
      default: false,
      help: label('按执行人的工作日历，跳过下班和节假日', 'By the calendar of whoever does it, without nights and holidays'),
    }),
  },
  act: async (work, { title, kind, note, assignee, due_in_hours, working = false }, ids, host) => {
    const owners = assignee ? null : await host.records([...new Set(ids)], ['owner'])
    const doerOf = (id: string) => assignee ?? textIn(owners?.get(id)?.owner)
    const doers = ids.flatMap((id) => doerOf(id) ?? [])
    const dueOf = await dueFor(work, due_in_hours ?? dueInHours, working, doers)
    const link = linkTo(host.object)
    const { refused } = await work.records.upsert({
      object: task.name,
      rows: ids.map((id) => ({
        subject: title,
        ...(kind ? { kind } : {}),
        description: note ?? null,
        person: host.personOf(id),
        ...(link ? { [link]: id } : {}),
        owner: doerOf(id),
        due_at: dueOf(doerOf(id)),
        source: host.kind,
      })),
      partial: true,
    })
    return refused.map(({ row, code, params }) => ({ id: surely(ids[row], 'a refused row is one of these'), code, params }))
  },
})
