import { type Grant, objectRight, rightOn } from '@lianke/kernel'
import { comment } from '../objects/comment.object.ts'
import { follow } from '../objects/follow.object.ts'

/** Whoever works here may say something; what is seen of it is said by the record that it is about. */
const own = rightOn(objectRight('own', 'own', { delete: 'own' }), comment, follow)

export const grants: Readonly<Record<string, Grant>> = {
  manager: { objects: own },
  sales: { objects: own },
  service: { objects: own },
  marketer: { objects: own },
}
