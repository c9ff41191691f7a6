import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'

const objects = ['customer.person', 'customer.account', 'lead.lead', 'sales.opportunity', 'fieldwork.task']

/** A colleague leaves: no more sign-in, and what is open goes to someone else if wanted. */
export const staffLeave = defineCommand({
  name: 'staff.leave',
  label: label('办理离职', 'Mark as left'),
  may: { object: 'organisation.staff', action: 'update' },
  on: 'organisation.staff',
  input: z.strictObject({ id: z.uuid(), successor: z.uuid().optional() }),
  run: async (room, input) => {
    if (input.successor === input.id)
      refuse('staff.own_successor', { problems: [{ path: '/successor', code: 'staff.own_successor' }] })
    const staff = await room.records.get('organisation.staff', input.id, { forUpdate: true })
    if (staff.status === 'left') refuse('staff.already_left', { params: { name: staff.name } })
    await room.records.update('organisation.staff', input.id, { status: 'left' })
    let handed = 0
    for (const object of input.successor ? objects : []) {
      handed += await room.system.records.updateWhere(
        object,
        { field: 'owner', op: 'eq', value: input.id },
        { owner: input.successor },
      )
    }
    await room.emit({
      name: 'staff.left',
      subject: { object: 'organisation.staff', id: input.id },
      payload: { name: staff.name, handed },
    })
    return { id: input.id, handed }
  },
})
