import { defineModule, label } from '@lianke/kernel'
import { ofContact } from './commands/of-contact.command.ts'
import { tagAdd } from './commands/tag-add.command.ts'
import { tagRemove } from './commands/tag-remove.command.ts'
import { personConditions } from './conditions/person.conditions.ts'
import { customerEvents } from './events/customer.events.ts'
import { renameTagJob } from './jobs/rename-tag.job.ts'
import { oneWord } from './migrations/one-word.ts'
import { account } from './objects/account.object.ts'
import { consent } from './objects/consent.object.ts'
import { contactRole } from './objects/contact-role.object.ts'
import { groupChat } from './objects/group-chat.object.ts'
import { identifier } from './objects/identifier.object.ts'
import { person } from './objects/person.object.ts'
import { relation } from './objects/relation.object.ts'
import { tag } from './objects/tag.object.ts'
import { tagGroup } from './objects/tag-group.object.ts'
import { onContactAdded } from './reactions/on-contact-added.reaction.ts'
import { onContactLost, onContactsRead } from './reactions/on-contact-lost.reaction.ts'
import { onArchiveAgreed, onHandoverFailed } from './reactions/on-contact-word.reaction.ts'
import { onGroupGone, onGroupSeen } from './reactions/on-group-told.reaction.ts'
import { onSelfAsked } from './reactions/on-self-asked.reaction.ts'
import { onTagGone, onTagSeen } from './reactions/on-tag-told.reaction.ts'
import { onTagRenamed } from './reactions/on-tag-renamed.reaction.ts'
import { addTagStep } from './steps/add-tag.step.ts'
import { removeTagStep } from './steps/remove-tag.step.ts'
import { updateFieldStep } from './steps/update-field.step.ts'
import { grants } from './roles/granted.role.ts'
import { relationNotices } from './notices/relation.notice.ts'
import { newCustomers } from './charts/new-customers.chart.ts'
import { customersStep } from './setup/customers.setup-step.ts'

/** Who our customers are. */
export const customerModule = defineModule({
  name: 'customer',
  label: label('客户', 'Customers'),
  area: 'customer',
  ground: true,
  objects: [person, account, contactRole, relation, identifier, tagGroup, tag, consent, groupChat],
  grants,
  charts: [newCustomers],
  notices: relationNotices,
  events: customerEvents,
  conditions: personConditions,
  commands: [ofContact, tagAdd, tagRemove],
  reactions: [
    onContactAdded,
    onContactLost,
    onContactsRead,
    onHandoverFailed,
    onArchiveAgreed,
    onTagSeen,
    onTagGone,
    onGroupSeen,
    onGroupGone,
    ...onSelfAsked,
    onTagRenamed,
  ],
  jobs: [renameTagJob],
  migrations: [oneWord],
  setup: [customersStep],
  steps: [addTagStep, removeTagStep, updateFieldStep],
  rights: [
    { name: 'customer.tag', label: label('给客户打标签', 'Tag people') },
    { name: 'records.migrate', label: label('迁移数据：保留原有状态', 'Migrate records with the states they had') },
    { name: 'records.reveal', label: label('查看完整手机号', 'See full phone numbers') },
  ],
  words: {
    'refusal.customer.unknown_zone': label('没有「{zone}」这个时区', 'There is no time zone {zone}'),
    'refusal.customer.no_person': label('请至少选择一位客户', 'Choose at least one person'),
    'refusal.customer.unknown_tag': label('标签不存在：{tags}', 'There is no tag named {tags}'),
  },
})
