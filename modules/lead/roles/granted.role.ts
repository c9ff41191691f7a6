import { everything, type Grant, objectRight, readOnly, rightOn } from '@lianke/kernel'
import { cadence } from '../objects/cadence.object.ts'
import { lead } from '../objects/lead.object.ts'

const seen = rightOn(readOnly, cadence)
const selling = ['lead.assign', 'lead.convert']

/** What the roles of a new tenant may do with this module's objects. */
export const grants: Readonly<Record<string, Grant>> = {
  manager: { objects: rightOn(everything, cadence), rights: selling },
  sales: { objects: seen, rights: ['lead.convert'] },
  service: { objects: { ...rightOn(objectRight('own', 'own', { delete: 'none' }), lead), ...seen } },
  marketer: {
    objects: { ...rightOn(objectRight('all', 'all', { delete: 'none', import: true }), lead), ...seen },
    rights: ['lead.assign'],
  },
}
