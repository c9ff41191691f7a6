import { everything, type Grant, objectRight, readOnly, rightOn } from '@lianke/kernel'
import { person } from '../objects/person.object.ts'
import { account } from '../objects/account.object.ts'
import { relation } from '../objects/relation.object.ts'
import { identifier } from '../objects/identifier.object.ts'
import { consent } from '../objects/consent.object.ts'
import { groupChat } from '../objects/group-chat.object.ts'
import { tag } from '../objects/tag.object.ts'
import { tagGroup } from '../objects/tag-group.object.ts'

const settings = rightOn(readOnly, tagGroup, tag, groupChat)
const working = ['customer.tag', 'records.reveal']

/** What the roles of a new tenant may do with this module's objects. */
export const grants: Readonly<Record<string, Grant>> = {
  manager: { objects: settings, rights: working },
  sales: { objects: settings, rights: working },
  service: {
    objects: {
      ...settings,
      ...rightOn(objectRight('all', 'all', { delete: 'none' }), person, consent),
      ...rightOn(objectRight('all', 'own', { delete: 'none' }), account),
      ...rightOn(readOnly, relation, identifier),
    },
    rights: working,
  },
  marketer: {
    objects: {
      ...rightOn(objectRight('all', 'all', { delete: 'none', import: true, fields: { phone: 'masked' } }), person),
      ...rightOn(everything, tag, tagGroup),
      ...rightOn(readOnly, groupChat),
    },
    rights: ['customer.tag'],
  },
}
