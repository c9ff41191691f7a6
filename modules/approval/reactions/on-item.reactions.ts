import { defineReaction, tableOf, textIn, type UnitOfWork } from '@lianke/kernel'
import { workItem, workItemAnswered, workItemAssigned } from '@lianke/todo/contract'
import { decideSeat } from '../commands/decide-seat.ts'
import { opinion } from '../objects/opinion.object.ts'
import { saidBy } from '../rules/approving.rule.ts'

/** The seat that an item asks of, where it is one of ours. */
const seatOf = async (work: UnitOfWork, item: string | null) => {
  if (item === null) return null
  const [found] = await work.sql<{ id: string; approver: string | null }>(
    `select id, approver from ${tableOf(opinion.name)} where item = $1 and status = 'open' and deleted_at is null`,
    [item],
  )
  return found ?? null
}

/** What an approver answered is his opinion. */
const onItemAnswered = defineReaction({
  name: 'approval.on_item_answered',
  on: [workItemAnswered.name],
  once: (fact) => fact.id,
  run: async (work, { record, payload }) => {
    const status = saidBy(textIn(payload.outlet) ?? '')
    const seat = status === null ? null : await seatOf(work, record)
    if (status && seat)
      await decideSeat(work, seat.id, { status, staff: textIn(payload.staff), note: textIn(payload.note) ?? '' })
  },
})

/** An item that changed hands (a leaver's, one that was late, one that a leader gave on) takes its seat along. */
const onItemAssigned = defineReaction({
  name: 'approval.on_item_assigned',
  on: [workItemAssigned.name],
  once: (fact) => fact.id,
  run: async (work, { record }) => {
    const seat = await seatOf(work, record)
    // Who has it now: facts of hands through which it went since may come late.
    const to = seat && record ? (await work.system.records.find(workItem, [record])).get(record)?.owner : null
    if (seat && to && seat.approver !== to)
      await work.system.records.update(opinion, seat.id, { approver: to, instead_of: seat.approver })
  },
})

export const itemReactions = [onItemAnswered, onItemAssigned]
