import { defineCommand, label, text } from '@lianke/kernel'

/** Makes a new role from an existing one, to change from there. */
export const roleCopy = defineCommand({
  name: 'role.copy',
  label: label('复制角色', 'Copy role'),
  may: { object: 'organisation.role', action: 'create' },
  on: 'organisation.role',
  icon: 'copy',
  place: ['record'],
  fields: { name: text(label('新角色的名称', 'Name of the new role'), { required: true, max: 80 }) },
  done: { words: label('角色已复制', 'The role is copied'), opens: { object: 'organisation.role', id: 'id' } },
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
