/** The company’s own people and when they work, as other modules may name them. */
export { calendar } from './objects/calendar.object.ts'
export { calendarYear } from './objects/calendar-year.object.ts'
export { department } from './objects/department.object.ts'
export { role } from './objects/role.object.ts'
export { staff } from './objects/staff.object.ts'
export { staffLeft } from './events/organisation.events.ts'
export { calendarsOfDepartments, calendarsOfStaff } from './queries/calendars-of-staff.query.ts'
export { managersOfStaff } from './queries/managers-of-staff.query.ts'
