import { person } from '@lianke/customer/contract'
import { defineProcess, label } from '@lianke/kernel'
import { journey } from '../objects/journey.object.ts'

/** What people are taken through: messages, acts on their record, tasks for staff. */
export const journeyProcess = defineProcess({
  name: 'journey',
  label: label('旅程', 'Journey'),
  icon: 'route',
  object: journey,
  subject: person,
  triggers: ['event', 'segment', 'record', 'manual'],
  palette: ['flow', 'message', 'record', 'task'],
  policies: { reentry: { mode: 'once' }, told: true },
  words: {
    entered: label('进入旅程', 'Entered a journey'),
    ended: label('结束旅程', 'Ended a journey'),
    enrol: label('加入旅程', 'Put into the journey'),
    enrolled: label('{n} 位客户进入了旅程', '{n} people entered the journey'),
  },
})
