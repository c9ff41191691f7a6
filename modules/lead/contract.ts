/** Leads, as other modules may name them. */
export { lead } from './objects/lead.object.ts'
export { leadAssigned } from './events/lead.events.ts'
