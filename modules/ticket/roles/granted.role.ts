import { everything, type Grant, objectRight, readOnly, rightOn } from '@lianke/kernel'
import { escalation } from '../objects/escalation.object.ts'
import { ticket } from '../objects/ticket.object.ts'

const seen = rightOn(readOnly, escalation)

/** What the roles of a new tenant may do with this module's objects. */
export const grants: Readonly<Record<string, Grant>> = {
  manager: { objects: rightOn(everything, escalation) },
  marketer: { objects: seen },
  sales: { objects: seen },
  service: { objects: { ...rightOn(objectRight('all', 'all', { delete: 'none' }), ticket), ...seen } },
}
