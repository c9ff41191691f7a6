import { defineActStep, label, option, select, type SetOutcome, user } from '@lianke/kernel'
import { managersOfStaff } from '@lianke/organisation/contract'
import { ticketAssign } from '../commands/ticket-assign.command.ts'
import { ticket } from '../objects/ticket.object.ts'

/** Gives a ticket to who leads whoever has it, or to a colleague. */
export const handOnStep = defineActStep({
  name: 'ticket.hand_on',
  label: label('转交工单', 'Reassign'),
  icon: 'user-check',
  group: 'record',
  needs: [ticket.name],
  fields: {
    to: select(label('转给', 'To'), {
      required: true,
      default: 'manager',
      options: [option('manager', '处理人的主管', 'The assignee’s manager'), option('colleague', '指定同事', 'A colleague')],
    }),
    colleague: user(label('同事', 'Colleague'), {
      help: label('找不到主管时也交给 TA', 'Also where no manager is found'),
    }),
  },
  act: async (work, { to, colleague }, ids, host) => {
    const tickets = await work.records.find(ticket, [...new Set(ids)], { fields: ['assignee', 'owner'] })
    const holders = [...tickets.values()].map(({ id, assignee, owner }) => ({ id, holder: assignee ?? owner }))
    const managerOf = await managersOfStaff(
      work,
      holders.flatMap(({ holder }) => holder ?? []),
    )
    const refused: SetOutcome['refused'][number][] = []
    const next = holders.map(({ id, holder }) => ({
      id,
      holder,
      assignee: (to === 'manager' ? managerOf(holder) : null) ?? colleague,
    }))
    for (const [assignee, those] of Map.groupBy(next, (one) => one.assignee ?? null)) {
      const others = those.filter(({ holder }) => holder !== assignee).map(({ id }) => id)
      if (assignee === null) refused.push(...those.map(({ id }) => ({ id, code: 'ticket.nobody_above' })))
      else if (others.length > 0)
        refused.push(...(await host.command(work, { name: ticketAssign.name, ids: others, input: { assignee } })))
    }
    return refused
  },
})
