import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'

/** Adds a colleague with roles. Signing in needs an account with the same email, which the sign-in part makes from the fact. */
export const staffInvite = defineCommand({
  name: 'staff.invite',
  label: label('邀请员工', 'Invite a colleague'),
  may: { object: 'organisation.staff', action: 'create' },
  input: z.strictObject({
    name: z.string().trim().min(1).max(80),
    email: z.email(),
    phone: z.string().max(40).optional(),
    job_title: z.string().max(80).optional(),
    department: z.uuid().optional(),
    roles: z.array(z.uuid()).min(1).max(10),
    wecom_userid: z.string().max(64).optional(),
  }),
  run: async (room, input) => {
    const roles = await room.records.list('organisation.role', {
      filter: { field: 'id', op: 'in', value: input.roles },
      fields: ['name'],
      limit: 10,
    })
    if (roles.data.length < new Set(input.roles).size)
      refuse('staff.unknown_role', { problems: [{ path: '/roles', code: 'staff.unknown_role' }] })
    const made = await room.records.create('organisation.staff', { ...input, status: 'active' })
    await room.emit({
      name: 'staff.invited',
      subject: { object: 'organisation.staff', id: made.id },
      payload: { name: input.name, email: input.email },
    })
    return { id: made.id }
  },
})
