import { type Grant, objectRight, rightOn } from '@lianke/kernel'
import { oversee } from './oversee.ts'
import { workItem } from '../objects/work-item.object.ts'

const own = rightOn(objectRight('own', 'none'), workItem)

/** What the roles of a new tenant may see of it; who may answer is said by the item. */
export const grants: Readonly<Record<string, Grant>> = {
  manager: { objects: rightOn(objectRight('below', 'none', { export: true }), workItem), rights: [oversee] },
  sales: { objects: own },
  service: { objects: own },
  marketer: { objects: own },
  read_only: { objects: own },
}
