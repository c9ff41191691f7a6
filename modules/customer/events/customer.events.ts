import { staff } from '@lianke/organisation/contract'
import { defineEvent, label, reference, tags, text } from '@lianke/kernel'

export const relationAdded = defineEvent({
  name: 'customer.relation_added',
  label: label('成为好友', 'Became a contact'),
  icon: 'link',
  fields: {
    staff: reference(label('员工', 'Staff'), staff),
    staff_name: text(label('员工', 'Staff')),
    source: text(label('来源', 'Source')),
  },
  sentence: label('与 {staff_name} 成为好友，来自 {source}', 'Connected with {staff_name} from {source}'),
})
export const relationLost = defineEvent({
  name: 'customer.relation_lost',
  label: label('好友流失', 'Contact lost'),
  icon: 'unlink',
  fields: {
    staff: reference(label('员工', 'Staff'), staff),
    staff_name: text(label('员工', 'Staff')),
    by: text(label('由谁', 'By')),
  },
  sentence: label('与 {staff_name} 不再是好友', 'No longer connected with {staff_name}'),
})
export const handoverFailed = defineEvent({
  name: 'customer.handover_failed',
  label: label('继承失败', 'Handover failed'),
  icon: 'alert',
  fields: {
    staff: reference(label('接替员工', 'Who was to take over'), staff),
    staff_name: text(label('接替员工', 'Who was to take over')),
    reason: text(label('原因', 'Reason')),
  },
  sentence: label('未能转给 {staff_name}（{reason}）', 'Could not be handed to {staff_name} ({reason})'),
})
/** What happens to a person beside plain changes of the record. */
export const customerEvents = [
  defineEvent({
    name: 'customer.tags_added',
    label: label('打上标签', 'Tags added'),
    icon: 'tag',
    fields: { tags: tags(label('标签', 'Tags')) },
    sentence: label('打上标签 {tags}', 'Tagged {tags}'),
  }),
  defineEvent({
    name: 'customer.tags_removed',
    label: label('去掉标签', 'Tags removed'),
    icon: 'tag',
    fields: { tags: tags(label('标签', 'Tags')) },
    sentence: label('去掉标签 {tags}', 'Untagged {tags}'),
  }),
  relationAdded,
  relationLost,
  handoverFailed,
]
