import { type UnitOfWork, wayTo } from '@lianke/kernel'
import { closeItems } from '@lianke/todo/contract'
import { approvalDecided, approvalReturned } from '../events/approval.events.ts'
import { opinion } from '../objects/opinion.object.ts'
import { request } from '../objects/request.object.ts'
import { approvingIn, type saidBy } from '../rules/approving.rule.ts'
import { judgeSeats } from '../rules/seat.rule.ts'
import { openSeats } from './open-seats.ts'
import type { OpinionRow, RequestRow } from '../objects/rows.ts'

/** The seats of the step where a request stands now, in order. */
export const seatsNow = async (
  work: UnitOfWork,
  { id, turn }: Pick<RequestRow, 'id' | 'turn'>,
): Promise<readonly OpinionRow[]> => {
  const { data } = await work.system.records.list(opinion, {
    filter: {
      and: [
        { field: 'request', op: 'eq', value: id },
        { field: 'turn', op: 'eq', value: turn ?? 0 },
      ],
    },
    sort: ['place', 'id'],
    limit: 1000,
  })
  return data
}

/** Seats that nobody waits for any more, and their items. */
export const closeSeats = async (work: UnitOfWork, seats: readonly OpinionRow[]): Promise<void> => {
  const left = seats.filter(({ status }) => status === 'open' || status === 'waiting')
  if (left.length === 0) return
  await work.system.records.upsert({
    object: opinion.name,
    rows: left.map(({ id }) => ({ id, status: 'void', decided_at: work.now })),
  })
  await closeItems(
    work,
    left.flatMap(({ item }) => item ?? []),
  )
}

/** The run that waits goes on by this way. */
export const goOn = async (work: UnitOfWork, { id, run, person }: RequestRow, outlet: string): Promise<void> =>
  work.emit({ name: approvalDecided.name, subject: { object: request.name, id }, person, payload: { request: id, outlet, run } })

/** Judges the step where a request stands: whose turn it is now, or what was decided. */
export const judgeStep = async (work: UnitOfWork, row: RequestRow): Promise<void> => {
  const seats = await seatsNow(work, row)
  const { outlet, opens } = judgeSeats(seats, seats[0]?.mode ?? 'all')
  await openSeats(
    work,
    seats.flatMap((seat) => (opens.includes(seat.id) ? [{ request: row, seat }] : [])),
  )
  if (outlet === null) return
  await closeSeats(work, seats)
  await work.system.records.update(request, row.id, { decision: outlet })
  await goOn(work, row, outlet)
}

/** Who sends a request back, and why. */
interface Back {
  readonly staff: string | null
  readonly note: string
}

/** The request goes back to whoever submitted it, and waits there; submitted again, it goes on at the step named (null: from the beginning). */
export const returnToSubmitter = async (
  work: UnitOfWork,
  row: RequestRow,
  { note, goesOnAt }: Pick<Back, 'note'> & { readonly goesOnAt: string | null },
): Promise<void> => {
  await closeSeats(work, await seatsNow(work, row))
  await work.system.records.update(request, row.id, { status: 'returned', back_to: goesOnAt })
  await work.emit({
    name: approvalReturned.name,
    subject: { object: row.subject_object, id: row.subject },
    person: row.person,
    payload: { name: row.title, request: row.id, staff: row.submitter, note },
  })
}

/** The request is decided again from a step that it has passed. */
export const returnToStep = async (work: UnitOfWork, row: RequestRow, node: string): Promise<void> => {
  await closeSeats(work, await seatsNow(work, row))
  await work.system.records.update(request, row.id, { since: row.turn ?? 0, decision: null })
  await goOn(work, row, wayTo(node))
}

/** Steps that a request has passed since it was submitted (anew), in order, before the one where it stands. */
export const stepsPassed = async (
  work: UnitOfWork,
  row: RequestRow,
): Promise<readonly { readonly node: string; readonly name: string }[]> => {
  const { data } = await work.system.records.list(opinion, {
    filter: { field: 'request', op: 'eq', value: row.id },
    fields: ['node', 'node_name', 'turn'],
    sort: ['turn', 'place'],
    limit: 1000,
  })
  const passed = new Map(data.flatMap(({ node, node_name }) => (node === row.node ? [] : [[node, node_name] as const])))
  return [...passed].map(([node, name]) => ({ node, name }))
}

/** What an approver said. */
export interface Said extends Back {
  readonly status: NonNullable<ReturnType<typeof saidBy>>
}

/** Takes what an approver said, and judges the step. One that is not asked any more is passed over. */
export const decideSeat = async (work: UnitOfWork, seatId: string, said: Said): Promise<void> => {
  const found = (await work.system.records.find(opinion, [seatId])).get(seatId)
  const row = found && (await work.system.records.find(request, [found.request], { forUpdate: true })).get(found.request)
  // Locked now: read again, because another answer may have come first.
  const seat = row && (await seatsNow(work, row)).find(({ id }) => id === seatId)
  if (!row || !seat || row.status !== 'pending' || seat.status !== 'open') return
  await work.system.records.update(opinion, seat.id, {
    status: said.status,
    note: said.note.trim() || null,
    decided_at: work.now,
    ...(said.staff && said.staff !== seat.approver ? { approver: said.staff } : {}),
  })
  if (said.status !== 'returned') return judgeStep(work, row)
  const { returns } = approvingIn(readConfig(seat.config))
  const before = returns === 'previous' ? (await stepsPassed(work, row)).at(-1) : undefined
  return before ? returnToStep(work, row, before.node) : returnToSubmitter(work, row, { ...said, goesOnAt: null })
}

const readConfig = (config: unknown): Readonly<Record<string, unknown>> =>
  typeof config === 'object' && config !== null ? Object.fromEntries(Object.entries(config)) : {}
