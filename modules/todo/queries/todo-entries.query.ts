import { localTime, momentOf, tableOf, type UnitOfWork } from '@lianke/kernel'
import { task } from '@lianke/fieldwork/contract'
import { department, staff } from '@lianke/organisation/contract'
import { workItem } from '../objects/work-item.object.ts'

export const sections = ['now', 'today', 'later', 'waiting', 'done'] as const
export type Section = (typeof sections)[number]
/** One line of somebody's to-do centre: a work item or a task. */
export interface Entry {
  readonly object: string
  readonly id: string
  readonly section: Section
  /** How many stand in its section. */
  readonly of: number
  /** It is with a colleague whom the reader leads. */
  readonly led: boolean
}

const [items, tasks, people, departments] = [workItem, task, staff, department].map(({ name }) => tableOf(name))
const open = `i.status = 'open' and i.deleted_at is null`
/** Whom the reader leads. */
const led = `select s.id from ${people} s join ${departments} d on d.id = s.department where d.manager = $1 and s.id <> $1 and s.deleted_at is null`
/** Work items and tasks are one list: whose they are for the one who asks, when they are due, when they were done. */
const mine = `
  select '${workItem.name}' as object, i.id, i.due_at, true as asked, 'mine' as whose, null::timestamptz as done_at, false as led, i.created_at
    from ${items} i where i.owner = $1 and ${open}
  union all
  select '${workItem.name}', i.id, i.due_at, true, 'mine', null, false, i.created_at
    from ${items} i where i.candidates && array[$1]::uuid[] and i.owner is null and ${open}
  union all
  select '${workItem.name}', i.id, i.due_at, true, 'others', null, l.id is not null, i.created_at
    from ${items} i left join (${led}) l on l.id = i.owner
    where ${open} and i.owner is distinct from $1 and not (i.owner is null and i.candidates && array[$1]::uuid[])
      and (i.requester = $1 or i.owner in (${led}))
  union all
  select '${task.name}', t.id, t.due_at, false, 'mine', null, false, t.created_at
    from ${tasks} t where t.owner = $1 and t.status in ('open', 'in_progress') and t.deleted_at is null
  union all
  select '${workItem.name}', i.id, i.due_at, true, 'mine', i.answered_at, false, i.created_at
    from ${items} i where i.owner = $1 and i.status = 'answered' and i.answered_by = $1 and i.answered_at >= $4 and i.deleted_at is null
  union all
  select '${task.name}', t.id, t.due_at, false, 'mine', t.completed_at, false, t.created_at
    from ${tasks} t where t.owner = $1 and t.status = 'done' and t.completed_at >= $4 and t.deleted_at is null`

/** Late and within the hour: now; by the end of the day, and what keeps a process waiting without a deadline: today. */
const section = `case when done_at is not null then 'done' when whose = 'others' then 'waiting'
  when due_at is null then case when asked then 'today' else 'later' end
  when due_at <= $2::timestamptz + interval '1 hour' then 'now' when due_at <= $3 then 'today' else 'later' end`

const dayMs = 86_400_000
const doneDays = 7
const endOfDay = (now: string, zone: string): string =>
  new Date(Date.parse(momentOf(`${localTime(now, zone).day}T00:00`, zone)) + dayMs).toISOString()

/** What somebody has to do (or one line of it), by sections and time, each section with so many lines and its whole count: one statement. */
export const todoEntries = (
  work: UnitOfWork,
  who: string,
  { per, id = null }: { readonly per: number; readonly id?: string | null },
): Promise<Entry[]> =>
  work.sql<Entry>(
    `select object, id, section, "of", led from (
        select object, id, section, led, count(*) over (partition by section)::int as "of",
          row_number() over (partition by section order by done_at desc nulls last, due_at nulls last, created_at, id) as place
        from (select m.*, ${section} as section from (${mine}) m) s) n
      where place <= $5 and ($6::uuid is null or id = $6)
      order by array_position(array['${sections.join("', '")}'], section), place`,
    [
      who,
      work.now,
      endOfDay(work.now, work.zone),
      new Date(Date.parse(work.now) - doneDays * dayMs).toISOString(),
      id ? Number.MAX_SAFE_INTEGER : per,
      id,
    ],
  )
