import { type Grant, objectRight, rightOn } from '@lianke/kernel'
import { ticket } from '../objects/ticket.object.ts'

/** What the roles of a new tenant may do with this module's objects. */
export const grants: Readonly<Record<string, Grant>> = {
  service: { objects: rightOn(objectRight('all', 'all', { delete: 'none' }), ticket) },
}
