import { defineNotice, type Fact, label, textIn } from '@lianke/kernel'
import { handoverFailed, relationAdded, relationLost } from '../events/customer.events.ts'
import { person } from '../objects/person.object.ts'

const itsStaff = ({ payload, person: who }: Fact) => ({
  staff: textIn(payload.staff) ?? '',
  about: who ? { object: person.name, id: who } : null,
})

/** Somebody became a contact of a colleague, or is one no more. */
export const relationNotices = [
  defineNotice({
    name: 'customer.relation_added',
    label: label('新加我的客户', 'New contacts of mine'),
    kind: 'customer',
    on: [relationAdded.name],
    concerns: itsStaff,
    title: label('新客户：{title}', 'New contact: {title}'),
    message: true,
  }),
  defineNotice({
    name: 'customer.relation_lost',
    label: label('流失的客户', 'Contacts lost'),
    kind: 'alert',
    on: [relationLost.name],
    concerns: itsStaff,
    title: label('客户流失：{title}', 'Contact lost: {title}'),
  }),
  defineNotice({
    name: 'customer.handover_failed',
    label: label('转给我的客户没有转成', 'Contacts that could not be handed to me'),
    kind: 'alert',
    on: [handoverFailed.name],
    concerns: itsStaff,
    title: label('客户没有转成：{title}', 'Not handed over: {title}'),
  }),
]
