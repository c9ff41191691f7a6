import { defineCommand, label, longText, option, refuse, select, text } from '@lianke/kernel'
import { closeItems, workItem } from '@lianke/todo/contract'
import { opinion } from '../objects/opinion.object.ts'
import { returnToStep, returnToSubmitter, stepsPassed } from './decide-seat.ts'
import { ownSeat } from './request-acts.ts'

/** Whoever is asked sends a request back: to whoever submitted it, or to a step that it has passed. */
export const sendBack = defineCommand({
  name: 'approval.send_back',
  label: label('退回到…', 'Return to …'),
  icon: 'undo',
  may: { object: workItem, action: 'read' },
  on: workItem,
  place: [],
  fields: {
    node: text(label('退回到', 'To'), { max: 80, help: label('不填：提交人', 'Empty: whoever submitted it') }),
    again: select(label('重新提交后', 'Submitted again'), {
      default: 'start',
      options: [option('start', '从头审批', 'It begins anew'), option('here', '直接回到我这里', 'It comes straight back here')],
    }),
    note: longText(label('原因', 'Why'), { required: true, max: 4000 }),
  },
  done: { words: label('已退回', 'Returned') },
  run: async (work, { id, node, again, note }) => {
    const { row, seat } = await ownSeat(work, id)
    if (node && !(await stepsPassed(work, row)).some((one) => one.node === node))
      refuse('approval.no_such_step', { problems: [{ path: '/node', code: 'approval.no_such_step' }] })
    await work.system.records.update(opinion, seat.id, { status: 'returned', note, decided_at: work.now })
    await closeItems(work, seat.item ? [seat.item] : [])
    if (node) await returnToStep(work.system, row, node)
    else await returnToSubmitter(work.system, row, { note, goesOnAt: again === 'here' ? row.node : null })
    return { id }
  },
})
