import { defineModule, label } from '@lianke/kernel'
import { account } from './objects/account.object.ts'
import { consent } from './objects/consent.object.ts'
import { contactRole } from './objects/contact-role.object.ts'
import { identifier } from './objects/identifier.object.ts'
import { person } from './objects/person.object.ts'
import { relation } from './objects/relation.object.ts'
import { tag } from './objects/tag.object.ts'
import { tagGroup } from './objects/tag-group.object.ts'

/** Who our customers are. */
export const customerModule = defineModule({
  name: 'customer',
  label: label('客户', 'Customers'),
  area: 'customer',
  objects: [person, account, contactRole, relation, identifier, tagGroup, tag, consent],
})
