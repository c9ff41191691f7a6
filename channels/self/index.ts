import { defineModule, label } from '@lianke/kernel'
import { selfAsked } from './events/self-asked.event.ts'
import { self } from './self.channel.ts'

export { selfActions } from './actions/self-actions.ts'
export { askedName, selfAsked } from './events/self-asked.event.ts'
export { self } from './self.channel.ts'

/** What is in this module, for the model. */
export const selfChannelModule = defineModule({
  name: 'self',
  label: label('本系统', 'Lianke itself'),
  events: selfAsked,
  channels: [self],
  words: {
    'refusal.self.unknown_action': label('没有这个动作', 'There is no such action'),
    'refusal.self.no_person': label('没有指明客户', 'No person was named'),
    'refusal.self.missing_tags': label('没有选择标签', 'No tag was chosen'),
    'refusal.self.missing_title': label('任务没有标题', 'The task has no title'),
    'refusal.self.missing_field': label('没有选择字段', 'No field was chosen'),
    'refusal.self.missing_event': label('没有填写事件', 'No event was named'),
    'refusal.self.bad_event_name': label('事件名要像 order.paid 这样', 'An event name looks like order.paid'),
  },
})
