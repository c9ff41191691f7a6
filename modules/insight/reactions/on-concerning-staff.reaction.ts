import { noticeAsked } from '@lianke/conversation/contract'
import { person, relationAdded, relationLost } from '@lianke/customer/contract'
import { task } from '@lianke/fieldwork/contract'
import { lead, leadAssigned } from '@lianke/lead/contract'
import { staff as staffObject } from '@lianke/organisation/contract'
import { ticket, ticketAssigned } from '@lianke/ticket/contract'
import { defineReaction, type Fact, intentAsked, type Room, type Sight, told } from '@lianke/kernel'
import { notification } from '../objects/notification.object.ts'

interface Notice {
  readonly staff: string
  readonly title: string
  readonly body?: string
  readonly kind: 'info' | 'task' | 'customer' | 'alert'
  readonly wecom?: boolean
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const unnamed = '未命名'

/** What a ticket is called, with its number, as far as its receiver may see both. */
const ticketTitle = async (sight: Sight, id: string): Promise<string> => {
  const title = await sight.titleOf(ticket.name, id)
  if (title === null) return `工单：${unnamed}`
  const { data } = await sight.list(ticket, { filter: { field: 'id', op: 'eq', value: id }, limit: 1 })
  return `工单 ${textOf(data[0]?.ticket_number)}：${title}`
}

/**
 * Which staff a fact concerns, and in what words. Chinese, as the first language of the product. A record or a field that the receiver may not
 * see is not told to him by a notice either.
 */
const noticeOf = async (fact: Fact, sightOf: Room['sightOf']): Promise<Notice | null> => {
  const said = fact.payload
  const named = async (staff: string, before: string, object: string, id: string | null) =>
    `${before}：${(id && (await (await sightOf(staff)).titleOf(object, id))) || unnamed}`
  switch (fact.name) {
    case leadAssigned.name: {
      const staff = textOf(said.owner)
      return { staff, title: await named(staff, '新线索', lead.name, fact.record), kind: 'task', wecom: true }
    }
    case ticketAssigned.name: {
      const staff = textOf(said.assignee)
      const title = fact.record ? await ticketTitle(await sightOf(staff), fact.record) : unnamed
      return { staff, title, kind: 'task', wecom: true }
    }
    case told(task, 'created'): {
      // Tasks of an import or of the past concern nobody today.
      const due = textOf(fact.after?.due_at)
      const journey = fact.after?.source === 'journey'
      if (fact.actor === 'demo' || (!journey && due !== '' && due < fact.recorded_at)) return null
      const staff = textOf(fact.after?.owner)
      return { staff, title: await named(staff, '新任务', task.name, fact.record), kind: 'task', wecom: journey }
    }
    case relationAdded.name: {
      const staff = textOf(said.staff)
      return { staff, title: await named(staff, '新客户', person.name, fact.person), kind: 'customer', wecom: true }
    }
    case relationLost.name: {
      const staff = textOf(said.staff)
      return { staff, title: await named(staff, '客户流失', person.name, fact.person), kind: 'alert' }
    }
    case 'record.team_added': {
      if (said.kind !== 'user') return null
      const staff = textOf(said.principal)
      const title = await named(staff, '你被加进团队', fact.object ?? '', fact.record)
      return { staff, title, kind: 'customer', wecom: true }
    }
    case noticeAsked.name: {
      const staff = textOf(said.staff)
      const { title, text } = (await sightOf(staff)).shown(said)
      return { staff, title: textOf(title), body: textOf(text), kind: 'customer', wecom: true }
    }
    default:
      return null
  }
}

/** Puts a line into the bell of whoever is concerned, and asks WeCom to tell them. Nobody is told of their own act. */
export const onConcerningStaff = defineReaction({
  name: 'insight.on_concerning_staff',
  on: [
    leadAssigned.name,
    ticketAssigned.name,
    told(task, 'created'),
    relationAdded.name,
    relationLost.name,
    'record.team_added',
    noticeAsked.name,
  ],
  once: (fact) => fact.id,
  run: async (room, fact) => {
    const notice = await noticeOf(fact, room.sightOf)
    if (!notice?.staff || notice.staff === fact.actor) return
    const [object, id] =
      fact.object && fact.record ? [fact.object, fact.record] : fact.person ? [person.name, fact.person] : [null, null]
    await room.records.create(notification, {
      title: notice.title.slice(0, 200),
      body: notice.body ?? null,
      kind: notice.kind,
      staff: notice.staff,
      owner: notice.staff,
      subject_object: object,
      subject_id: id,
    })
    if (!notice.wecom) return
    const staff = await room.records.get(staffObject, notice.staff, { fields: ['wecom_userid'] })
    if (!staff.wecom_userid) return
    await room.emit({
      name: intentAsked,
      person: null,
      cause: { id: fact.id, hops: fact.hops },
      key: `notice:${fact.id}`,
      payload: {
        key: `notice:${fact.id}`,
        channel: 'wecom',
        action: 'wecom.notify_staff',
        content: { userids: [staff.wecom_userid], title: notice.title.slice(0, 64), description: notice.body ?? notice.title },
      },
    })
  },
})
