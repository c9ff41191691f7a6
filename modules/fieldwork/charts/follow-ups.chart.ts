import { defineChart, label } from '@lianke/kernel'
import { followUp } from '../objects/follow-up.object.ts'

/** How often somebody spoke with a customer. */
export const followUps = defineChart({
  name: 'fieldwork.follow_ups',
  label: label('跟进', 'Follow-ups'),
  on: followUp,
  moment: 'happened_at',
  places: ['home'],
  order: 20,
})
