import { defineCommand, label, longText, option, select, user } from '@lianke/kernel'
import { closeItems, workItem } from '@lianke/todo/contract'
import { opinion } from '../objects/opinion.object.ts'
import { judgeStep } from './decide-seat.ts'
import { askedBy } from '../queries/acting.query.ts'
import { notAskedYet, ownSeat, worksHere } from './request-acts.ts'

/** Whoever is asked has somebody else agree, too: before he decides himself, or after he has agreed. */
export const addSigner = defineCommand({
  name: 'approval.add_signer',
  label: label('加签', 'Add an approver'),
  icon: 'user-plus',
  may: { object: workItem, action: 'read' },
  on: workItem,
  place: ['record', 'phone'],
  offeredTo: askedBy,
  fields: {
    who: user(label('加谁', 'Whom'), { required: true, where: { field: 'status', op: 'eq', value: 'active' } }),
    when: select(label('先后', 'When'), {
      required: true,
      default: 'before',
      options: [
        option('before', 'TA 先审，再回到我', 'Before me: it comes back to me then'),
        option('after', '我同意，再由 TA 审', 'After me: I agree, and then decides'),
      ],
    }),
    note: longText(label('说明', 'Note'), { max: 4000 }),
  },
  done: { words: label('已加签', 'Added') },
  run: async (work, { id, who, when, note }) => {
    const asked = await ownSeat(work, id)
    const { row, seat } = asked
    await worksHere(work, who, '/who')
    notAskedYet(asked, who, '/who')
    const { records } = work.system
    const { request: of, node, node_name, turn, place, mode, config } = seat
    await records.upsert({
      object: opinion.name,
      rows: [
        {
          request: of,
          node,
          node_name,
          turn,
          place,
          mode,
          config,
          approver: who,
          status: 'waiting',
          why: 'added',
          added_to: seat.id,
          added: when,
        },
      ],
    })
    await closeItems(work, seat.item ? [seat.item] : [])
    await records.update(
      opinion,
      seat.id,
      when === 'before'
        ? { status: 'waiting', item: null }
        : { status: 'approved', note: note ?? null, decided_at: work.now, item: null },
    )
    await judgeStep(work.system, row)
    return { id }
  },
})
