import { type Grant, objectRight, rightOn } from '@lianke/kernel'
import { lead } from '../objects/lead.object.ts'

const selling = ['lead.assign', 'lead.convert']

/** What the roles of a new tenant may do with this module's objects. */
export const grants: Readonly<Record<string, Grant>> = {
  manager: { rights: selling },
  sales: { rights: ['lead.convert'] },
  service: { objects: rightOn(objectRight('own', 'own', { delete: 'none' }), lead) },
  marketer: {
    objects: rightOn(objectRight('all', 'all', { delete: 'none', import: true }), lead),
    rights: ['lead.assign'],
  },
}
