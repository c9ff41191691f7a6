import { everything, label, objectRight, readOnly, rightOn, type RoleTemplate } from '@lianke/kernel'
import { calendar } from '../objects/calendar.object.ts'
import { calendarYear } from '../objects/calendar-year.object.ts'
import { department } from '../objects/department.object.ts'
import { role } from '../objects/role.object.ts'
import { staff } from '../objects/staff.object.ts'

const organisation = rightOn(readOnly, staff, department, role, calendar, calendarYear)
const own = objectRight('own', 'own', { delete: 'none' })

/**
 * The roles every new tenant starts with; a tenant may change them or add its own. What they may do beyond their usual (`*`) every module says of
 * its own objects (`grants` in its module.ts).
 */
export const roles: readonly RoleTemplate[] = [
  { name: 'administrator', label: label('管理员', 'Administrator'), objects: { '*': everything }, rights: ['*'] },
  {
    name: 'manager',
    label: label('主管', 'Manager'),
    objects: { '*': objectRight('below', 'below', { import: true, export: true }), ...organisation },
    rights: [],
  },
  { name: 'sales', label: label('销售', 'Sales'), objects: { '*': own, ...organisation }, rights: [] },
  { name: 'service', label: label('客服', 'Service'), objects: { '*': own, ...organisation }, rights: [] },
  {
    name: 'marketer',
    label: label('市场', 'Marketer'),
    objects: { '*': objectRight('all', 'own', { delete: 'own' }), ...organisation },
    rights: [],
  },
  { name: 'read_only', label: label('只读', 'Read only'), objects: { '*': readOnly }, rights: [] },
]
