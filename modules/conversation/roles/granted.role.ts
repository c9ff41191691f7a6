import { type Grant, objectRight, rightOn } from '@lianke/kernel'
import { conversation } from '../objects/conversation.object.ts'
import { message } from '../objects/message.object.ts'

/** What the roles of a new tenant may do with this module's objects. */
export const grants: Readonly<Record<string, Grant>> = {
  service: { objects: rightOn(objectRight('all', 'all', { delete: 'none' }), conversation, message) },
}
