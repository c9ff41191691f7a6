/** The company’s own people, as other modules may name them. */
export { department } from './objects/department.object.ts'
export { role } from './objects/role.object.ts'
export { staff } from './objects/staff.object.ts'
