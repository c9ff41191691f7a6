import { defineReaction, type Fact, intentAsked, type Room } from '@lianke/kernel'

interface Notice {
  readonly staff: string
  readonly title: string
  readonly body?: string
  readonly kind: 'info' | 'task' | 'customer' | 'alert'
  readonly wecom?: boolean
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const personName = async (room: Room, fact: Fact): Promise<string> =>
  fact.person ? textOf((await room.records.get('customer.person', fact.person, { fields: ['name'] })).name) : ''

/** Which staff a fact concerns, and in what words. Chinese, as the first language of the product. */
const noticeOf = async (room: Room, fact: Fact): Promise<Notice | null> => {
  const told = fact.payload
  switch (fact.name) {
    case 'lead.assigned':
      return { staff: textOf(told.owner), title: `新线索：${textOf(told.name)}`, kind: 'task', wecom: true }
    case 'ticket.assigned':
      return {
        staff: textOf(told.assignee),
        title: `工单 ${textOf(told.number)}：${textOf(told.subject)}`,
        kind: 'task',
        wecom: true,
      }
    case 'fieldwork.task.created': {
      // Tasks of an import or of the past concern nobody today.
      const due = textOf(fact.after?.due_at)
      if (fact.actor === 'demo' || (fact.after?.source !== 'journey' && due !== '' && due < fact.recorded_at)) return null
      return {
        staff: textOf(fact.after?.owner),
        title: `新任务：${textOf(fact.after?.subject)}`,
        kind: 'task',
        wecom: fact.after?.source === 'journey',
      }
    }
    case 'customer.relation_added':
      return {
        staff: textOf(told.staff),
        title: `新客户：${(await personName(room, fact)) || '未命名'}`,
        kind: 'customer',
        wecom: true,
      }
    case 'customer.relation_lost':
      return { staff: textOf(told.staff), title: `客户流失：${(await personName(room, fact)) || '未命名'}`, kind: 'alert' }
    case 'record.team_added':
      return told.kind === 'user'
        ? {
            staff: textOf(told.principal),
            title: `你被加进团队：${textOf(told.title) || '未命名'}`,
            kind: 'customer',
            wecom: true,
          }
        : null
    case 'staff.notice_asked':
      return { staff: textOf(told.staff), title: textOf(told.title), body: textOf(told.text), kind: 'customer', wecom: true }
    default:
      return null
  }
}

/** Puts a line into the bell of whoever is concerned, and asks WeCom to tell them. Nobody is told of their own act. */
export const onConcerningStaff = defineReaction({
  name: 'insight.on_concerning_staff',
  on: [
    'lead.assigned',
    'ticket.assigned',
    'fieldwork.task.created',
    'customer.relation_added',
    'customer.relation_lost',
    'record.team_added',
    'staff.notice_asked',
  ],
  once: (fact) => fact.id,
  run: async (room, fact) => {
    const notice = await noticeOf(room, fact)
    if (!notice?.staff || notice.staff === fact.actor) return
    const [object, id] =
      fact.object && fact.record ? [fact.object, fact.record] : fact.person ? ['customer.person', fact.person] : [null, null]
    await room.records.create('insight.notification', {
      title: notice.title.slice(0, 200),
      body: notice.body ?? null,
      kind: notice.kind,
      staff: notice.staff,
      owner: notice.staff,
      subject_object: object,
      subject_id: id,
    })
    if (!notice.wecom) return
    const staff = await room.records.get('organisation.staff', notice.staff, { fields: ['wecom_userid'] })
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
