import { everything, type Grant, readOnly, rightOn } from '@lianke/kernel'
import { item } from '../objects/item.object.ts'

const settings: Grant = { objects: rightOn(readOnly, item) }

/** What the roles of a new tenant may do with this module's objects. */
export const grants: Readonly<Record<string, Grant>> = {
  manager: settings,
  sales: settings,
  service: settings,
  marketer: { objects: rightOn(everything, item) },
}
