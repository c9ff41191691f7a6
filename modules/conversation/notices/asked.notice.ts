import { defineNotice, label, textIn } from '@lianke/kernel'
import { noticeAsked } from '../events/conversation.events.ts'
import { person } from '@lianke/customer/contract'

/** A journey or an automation wants a colleague to know something. */
export const askedNotice = defineNotice({
  name: 'conversation.notice_asked',
  label: label('旅程和自动化的通知', 'Notices of journeys and automations'),
  kind: 'customer',
  on: [noticeAsked.name],
  concerns: ({ payload, object, record, person: who }) => ({
    staff: textIn(payload.staff) ?? '',
    about: object && record ? { object, id: record } : who ? { object: person.name, id: who } : null,
  }),
  said: ['title', 'text'],
  title: label('{title}', '{title}'),
  body: label('{text}', '{text}'),
  message: true,
})
