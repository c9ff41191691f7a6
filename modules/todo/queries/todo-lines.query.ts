import { person } from '@lianke/customer/contract'
import { aboutOfTask, task } from '@lianke/fieldwork/contract'
import { idIn, type ReferenceValue, referenceIn, type Row, type Sight, textIn, type UnitOfWork } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { workItem } from '../objects/work-item.object.ts'
import { mayAnswer } from '../rules/answer.rule.ts'
import { askedIn, openTitle } from '../rules/asked.rule.ts'
import { decidingFields } from '../rules/deciding-fields.rule.ts'
import { fillingsOf } from './fillings.query.ts'
import { seenRecords } from './seen-records.query.ts'
import type { Entry } from './todo-entries.query.ts'

type Titled = { readonly id: string; readonly title: string | null }
/** A line of the to-do centre as its reader may see it. */
export interface TodoLine {
  readonly object: string
  readonly id: string
  readonly section: Entry['section']
  readonly title: string
  readonly due_at: string | null
  readonly late: boolean
  readonly kind: string
  readonly owner: Titled | null
  readonly about: (Titled & { readonly object: string }) | null
  readonly person: Titled | null
  readonly shown: readonly { readonly field: string; readonly value: unknown }[]
  readonly asked: Pick<ReturnType<typeof askedIn>, 'instructions' | 'outcomes' | 'form'> | null
  readonly result: string | null
  readonly note: string | null
  readonly done_at: string | null
  readonly may: readonly ('answer' | 'take' | 'reassign')[]
}

const reference = (value: unknown): Titled | null => {
  const found: ReferenceValue | null = referenceIn(value)
  return found && { id: found.id, title: found.title ?? null }
}
const isLate = (due: string | null, done: string | null, now: string): boolean => due !== null && due < (done ?? now)

const taskLine = (work: UnitOfWork, { section }: Entry, row: Row): TodoLine => {
  const [due, done] = [textIn(row.due_at), row.status === 'done' ? textIn(row.completed_at) : null]
  const about = aboutOfTask(row)
  return {
    object: task.name,
    id: row.id,
    section,
    title: textIn(row.subject) ?? '—',
    due_at: due,
    late: isLate(due, done, work.now),
    kind: textIn(row.kind) ?? 'to_do',
    owner: reference(row.owner),
    about: about && { object: about.object, id: about.id, title: about.title ?? null },
    person: reference(row.person),
    shown: [],
    asked: null,
    result: null,
    note: textIn(row.result),
    done_at: done,
    may: done === null ? ['answer'] : [],
  }
}

/** What the reader knows beside the item itself. */
interface Eyes {
  readonly who: string
  readonly see: Awaited<ReturnType<typeof seenRecords>>
  readonly sight: Sight
}

const itemLine = (
  work: UnitOfWork,
  { section, led }: Entry,
  { row, fill }: { readonly row: Row; readonly fill: unknown },
  { who, see, sight }: Eyes,
): TodoLine => {
  const asked = askedIn(row.asked)
  const [owner, candidates] = [
    idIn(row.owner),
    Array.isArray(row.candidates) ? row.candidates.flatMap((one) => idIn(one) ?? []) : [],
  ]
  const [object, subject] = [textIn(row.subject_object) ?? '', textIn(row.subject)]
  const about = see(object, subject)
  const whose = see(person.name, idIn(row.person))
  const due = textIn(row.due_at)
  const done = textIn(row.answered_at)
  const open = row.status === 'open'
  const title = fill && about ? textIn(sight.shown({ title: asked.title, fill }).title) : openTitle(asked)
  const colleague = see(staff.name, owner)
  return {
    object: workItem.name,
    id: row.id,
    section,
    title: title || openTitle(asked),
    due_at: due,
    late: isLate(due, done, work.now),
    kind: 'decision',
    owner: owner ? { id: owner, title: colleague?.title ?? null } : null,
    about: subject && about ? { object, id: subject, title: about.title } : null,
    person: whose && object !== person.name ? { id: whose.row.id, title: whose.title } : null,
    shown: about
      ? decidingFields(about.definition, asked.show).flatMap((field) =>
          about.row[field] === undefined || about.row[field] === null ? [] : [{ field, value: about.row[field] }],
        )
      : [],
    asked: { instructions: asked.instructions, outcomes: asked.outcomes, form: asked.form },
    result: textIn(row.outcome_said),
    note: textIn(row.note),
    done_at: done,
    may: open
      ? [
          ...(mayAnswer({ owner, candidates }, who) ? (['answer'] as const) : []),
          ...(owner === null && candidates.includes(who) ? (['take'] as const) : []),
          ...(led ? (['reassign'] as const) : []),
        ]
      : [],
  }
}

/**
 * Lines with what their reader may see: that somebody has an item shows the item; what it says of a record stands under the record's own rights.
 * A bounded number of statements, however many lines.
 */
export const todoLines = async (work: UnitOfWork, who: string, entries: readonly Entry[]): Promise<readonly TodoLine[]> => {
  const idsOf = (object: string) => entries.filter((entry) => entry.object === object).map(({ id }) => id)
  const [items, tasks] = [
    await work.system.records.find(workItem.name, idsOf(workItem.name)),
    work.records.mayAsk(task.name, { field: 'id', op: 'in', value: idsOf(task.name) })
      ? await work.records.find(task.name, idsOf(task.name))
      : new Map<string, Row>(),
  ]
  const rows = [...items.values()]
  const owners = rows.flatMap(({ owner }) => idIn(owner) ?? [])
  const fills = await fillingsOf(
    work,
    rows.map(({ subject_object, subject, asked }) => ({
      subject_object: String(subject_object),
      subject: String(subject),
      asked,
    })),
  )
  const fillOf = new Map(rows.map(({ id }, at) => [id, fills[at]]))
  const see = await seenRecords(work, [
    ...rows.map(({ subject_object, subject }) => ({ object: String(subject_object), id: String(subject) })),
    ...rows.flatMap((row) => idIn(row.person) ?? []).map((id) => ({ object: person.name, id })),
    ...owners.map((id) => ({ object: staff.name, id })),
  ])
  const eyes: Eyes = { who, see, sight: await work.sightOf(who) }
  return entries.flatMap((entry): TodoLine[] => {
    const row = items.get(entry.id)
    if (row) return [itemLine(work, entry, { row, fill: fillOf.get(row.id) }, eyes)]
    const own = tasks.get(entry.id)
    return own ? [taskLine(work, entry, own)] : []
  })
}
