import { defineCommand, label } from '@lianke/kernel'
import { z } from 'zod'

/** Makes a new role from an existing one, to change from there. */
export const roleCopy = defineCommand({
  name: 'role.copy',
  label: label('复制角色', 'Copy role'),
  may: { object: 'organisation.role', action: 'create' },
  on: 'organisation.role',
  input: z.strictObject({ id: z.uuid(), name: z.string().trim().min(1).max(80) }),
  run: async (room, input) => {
    const role = await room.records.get('organisation.role', input.id)
    const made = await room.records.create('organisation.role', {
      name: input.name,
      description: role.description,
      objects: role.objects,
      rights: role.rights,
    })
    return { id: made.id }
  },
})
