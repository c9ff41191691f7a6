import { defineCommand, label, longText, surely, user } from '@lianke/kernel'
import { giveItems, workItem } from '@lianke/todo/contract'
import { opinion } from '../objects/opinion.object.ts'
import type { OpinionRow } from '../objects/rows.ts'
import { askedBy } from '../queries/acting.query.ts'
import { notAskedYet, ownSeat, worksHere } from './request-acts.ts'

/** Whoever is asked lets somebody else decide in his place. */
export const transfer = defineCommand({
  name: 'approval.transfer',
  label: label('转交', 'Transfer'),
  icon: 'user-check',
  may: { object: workItem, action: 'read' },
  on: workItem,
  place: ['record', 'phone'],
  offeredTo: askedBy,
  fields: {
    to: user(label('转给谁', 'To whom'), { required: true, where: { field: 'status', op: 'eq', value: 'active' } }),
    note: longText(label('说明', 'Note'), { max: 4000 }),
  },
  done: { words: label('已转交', 'Transferred') },
  run: async (work, { id, to, note }) => {
    const asked = await ownSeat(work, id)
    const { seat, seats } = asked
    await worksHere(work, to, '/to')
    notAskedYet(asked, to, '/to')
    const { records } = work.system
    await records.update(opinion, seat.id, { status: 'transferred', note: note ?? null, decided_at: work.now, item: null })
    const { ids } = await records.upsert({
      object: opinion.name,
      rows: [{ ...handedOn(seat), approver: to, instead_of: seat.approver, why: 'transfer', asked_at: work.now }],
    })
    const next = surely(ids[0], 'the seat was made')
    const added = seats.filter(({ added_to }) => added_to === seat.id)
    if (added.length > 0)
      await records.upsert({ object: opinion.name, rows: added.map((one) => ({ id: one.id, added_to: next })) })
    const item = seat.item ? (await records.find(workItem, [seat.item], { forUpdate: true })).get(seat.item) : undefined
    if (item) await giveItems(work, [{ item, to }])
    return { id }
  },
})

/** What a seat hands on to the one that takes its place. */
const handedOn = ({ request: of, node, node_name, turn, place, mode, status, added_to, added, item, config }: OpinionRow) => ({
  request: of,
  node,
  node_name,
  turn,
  place,
  mode,
  status,
  added_to,
  added,
  item,
  config,
})
