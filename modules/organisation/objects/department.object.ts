import { defineObject, integer, label, reference, text } from '@lianke/kernel'

/** A node of the department tree. `path` holds the ids from the root, so that "and below" is one prefix test. */
export const department = defineObject({
  name: 'organisation.department',
  label: label('部门', 'Department'),
  plural: label('部门', 'Departments'),
  icon: 'network',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 120, search: 'name', inList: true }),
    parent: reference(label('上级部门', 'Parent department'), 'organisation.department', { inList: true, onDelete: 'refuse' }),
    manager: reference(label('负责人', 'Manager'), 'organisation.staff', { inList: true, onDelete: 'clear' }),
    calendar: reference(label('工作日历', 'Working calendar'), 'organisation.calendar', {
      onDelete: 'refuse',
      help: label('不填：上级部门或公司的', 'Empty: that of the department above or of the company'),
    }),
    path: text(label('路径', 'Path'), { max: 2000, hidden: true, indexed: true }),
    position: integer(label('排序', 'Position'), { min: 0, max: 1_000_000, default: 0, hidden: true }),
    external_id: text(label('外部编号', 'External id'), { max: 160, indexed: true, hidden: true }),
  },
  keptWhileUsed: true,
  access: { everyone: true },
  sort: 'name',
})
