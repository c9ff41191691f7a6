/**
 * Objects that permission needs and every tenant has. The module `organisation` defines them; the platform reads these fields only.
 * - staff: `name`, `account` (sign-in account id or null), `department` (reference), `roles` (multi_reference), `status` ('active' | 'left')
 * - department: `name`, `parent` (reference), `path` (text: ids from the root, joined by '/', kept by the module)
 * - role: `name`, `objects` (json: object name or '*' → ObjectRight), `rights` (json: names), `builtin` (boolean)
 */
export const staffObject = 'organisation.staff'
export const departmentObject = 'organisation.department'
export const roleObject = 'organisation.role'
/** The act by which a colleague is added: takes `name`, `email`, `roles` and more of the record, answers `{ id }`. */
export const inviteCommand = 'staff.invite'
