import { defineCommand, label, text } from '@lianke/kernel'
import { role as roleObject } from '../objects/role.object.ts'

/** Makes a new role from an existing one, to change from there. */
export const roleCopy = defineCommand({
  name: 'role.copy',
  label: label('复制角色', 'Copy role'),
  may: { object: roleObject, action: 'create' },
  on: roleObject,
  icon: 'copy',
  place: ['record'],
  fields: { name: text(label('新角色的名称', 'Name of the new role'), { required: true, max: 80 }) },
  done: { words: label('角色已复制', 'The role is copied'), opens: { object: roleObject, id: 'id' } },
  run: async (work, input) => {
    const role = await work.records.get(roleObject, input.id)
    const made = await work.records.create(roleObject, {
      name: input.name,
      description: role.description,
      objects: role.objects,
      rights: role.rights,
    })
    return { id: made.id }
  },
})
