import { everything, type Grant, readOnly, rightOn } from '@lianke/kernel'
import { automation } from '../objects/automation.object.ts'

const seen: Grant = { objects: rightOn(readOnly, automation) }

/** What the roles of a new tenant may do with this module's objects. */
export const grants: Readonly<Record<string, Grant>> = {
  manager: { objects: rightOn(everything, automation) },
  marketer: seen,
  sales: seen,
  service: seen,
}
