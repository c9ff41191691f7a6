import { defineModule, label } from '@lianke/kernel'
import { department } from './objects/department.object.ts'
import { role } from './objects/role.object.ts'
import { staff } from './objects/staff.object.ts'
import { roles } from './roles/builtin.role.ts'

/** The company's own people and what they may do. */
export const organisationModule = defineModule({
  name: 'organisation',
  label: label('组织', 'Organisation'),
  area: 'settings',
  objects: [staff, department, role],
  roles,
})
