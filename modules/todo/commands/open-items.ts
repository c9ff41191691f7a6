import { surely, type UnitOfWork } from '@lianke/kernel'
import { calendarsOfStaff } from '@lianke/organisation/contract'
import { workItemAssigned, workItemReminded } from '../events/work-item.events.ts'
import { workItem } from '../objects/work-item.object.ts'
import type { Assigned } from '../queries/assignees.query.ts'
import { askedIn, openTitle } from '../rules/asked.rule.ts'
import { dueAt, type dueUnits, remindAt } from '../rules/deadline.rule.ts'
import { tellItems } from './tell-items.ts'

/** What is asked, in the words of a step's settings. */
export interface ItemAsked {
  readonly title: string
  readonly due_in?: number | null | undefined
  readonly due_unit?: (typeof dueUnits)[number] | null | undefined
}
/** One item: who is to answer, what it is about, and which run waits. */
export interface NewItem {
  readonly to: Assigned
  /** Whose turn it was, where turns are taken. */
  readonly dealt_to: string | null
  readonly person: string | null
  readonly object: string
  readonly subject: string
  /** Who waits for the answer. */
  readonly requester: string | null
  readonly process: string
  readonly run: string
  readonly node: string
}

/** The items as rows: due, and reminded of, by the hours of whoever has them. */
const rowsOf = async (work: UnitOfWork, config: ItemAsked, items: readonly NewItem[]) => {
  const calendarOf = await calendarsOfStaff(
    work,
    items.flatMap(({ to }) => to.owner ?? []),
  )
  const before = await work.setting<number>('fieldwork.remind_before')
  const asked = askedIn(config)
  return items.map(({ to, object, ...item }) => {
    const calendar = calendarOf(to.owner)
    const due = dueAt(calendar, work.now, { amount: config.due_in ?? 0, unit: config.due_unit ?? 'working_hour' })
    return {
      ...item,
      title: openTitle(asked),
      owner: to.owner,
      candidates: to.candidates,
      due_at: due,
      remind_at: remindAt(calendar, due, before, work.now),
      subject_object: object,
      asked,
    }
  })
}

/** Makes items that ask the same, in a bounded number of statements, and tells whoever has them; answers their ids in order. */
export const openItems = async (work: UnitOfWork, config: ItemAsked, items: readonly NewItem[]): Promise<readonly string[]> => {
  if (items.length === 0) return []
  const rows = await rowsOf(work, config, items)
  const { ids } = await work.system.records.upsert({ object: workItem.name, rows })
  const made = rows.map((row, at) => ({ ...row, id: surely(ids[at], 'every item was made') }))
  await tellItems(
    work,
    made.flatMap((item) =>
      (item.owner ? [item.owner] : item.candidates).map((staff) => ({
        item,
        event: workItemAssigned,
        payload: { staff },
        to: staff,
      })),
    ),
  )
  return made.map(({ id }) => id)
}

/** Nobody is asked any more. */
export const closeItems = async (work: UnitOfWork, ids: readonly string[]): Promise<void> => {
  const open = await work.system.records.find(workItem, ids, { forUpdate: true })
  const rows = [...open.values()].flatMap(({ id, status }) =>
    status === 'open' ? [{ id, status: 'closed', remind_at: null }] : [],
  )
  if (rows.length > 0) await work.system.records.upsert({ object: workItem.name, rows })
}

/** Whoever has these open items is reminded of them. */
export const remindOfItems = async (work: UnitOfWork, ids: readonly string[]): Promise<void> => {
  const items = [...(await work.system.records.find(workItem, ids)).values()].filter(({ status }) => status === 'open')
  await tellItems(
    work,
    items.flatMap((item) =>
      (item.owner ? [item.owner] : (item.candidates ?? [])).map((staff) => ({
        item,
        event: workItemReminded,
        payload: { staff },
        to: staff,
      })),
    ),
  )
}
