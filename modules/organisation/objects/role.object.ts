import { boolean, defineObject, json, label, longText, text } from '@lianke/kernel'

/** What its bearers may do: rights on objects and fields with their data scope, and named rights. */
export const role = defineObject({
  name: 'organisation.role',
  label: label('角色', 'Role'),
  plural: label('角色', 'Roles'),
  icon: 'shield',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 80, unique: true, search: 'name', inList: true }),
    description: longText(label('说明', 'Description'), { max: 500, inList: true }),
    objects: json(label('对象权限', 'Object rights'), { required: true, hidden: true, default: {} }),
    rights: json(label('功能权限', 'Named rights'), { required: true, hidden: true, default: [] }),
    builtin: boolean(label('内置', 'Built in'), { default: false, readOnly: true, inList: true }),
    given: json(label('发布时的权限', 'As it came'), { readOnly: true, hidden: true }),
    code: text(label('代号', 'Code'), { max: 40, fixed: true, hidden: true, indexed: true }),
  },
  keptWhileUsed: true,
  access: { everyone: true },
  mirrored: false,
  sort: 'name',
})
