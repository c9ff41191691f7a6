import { removeTags } from '../api/tag.calls.ts'
import { settleTransfers } from '../api/transfer.calls.ts'
import type { Callbacks, EventFields } from '../callback/callback.ts'
import { addCustomer } from '../world/demo.ts'
import type { Store } from '../world/store.ts'
import { isFriend, relationKey, type Attachment, type ContactWay, type Customer, type Relation } from '../world/world.ts'

/** What a player did wrong, said in one sentence. */
export class PlayError extends Error {}
const refuse = (text: string): never => {
  throw new PlayError(text)
}
const contact = (
  ChangeType: string,
  relation: Pick<Relation, 'userid' | 'external_userid'>,
  more: EventFields = {},
): EventFields => ({
  Event: 'change_external_contact',
  ChangeType,
  UserID: relation.userid,
  ExternalUserID: relation.external_userid,
  ...more,
})
const massLimit: Readonly<Record<'day' | 'week' | 'month', { seconds: number; times: number }>> = {
  day: { seconds: 86_400, times: 1 },
  week: { seconds: 7 * 86_400, times: 7 },
  month: { seconds: 30 * 86_400, times: 30 },
}

/** What people do in WeCom: each act changes the world and sends the callbacks that WeCom would send. */
export const openActs = (store: Store, callbacks: Callbacks) => {
  const customerOf = (id: string): Customer => store.world.customers[id] ?? refuse(`no customer ${id}`)
  const relationOf = (userid: string, external_userid: string): Relation =>
    store.world.relations[relationKey(userid, external_userid)] ?? refuse(`${userid} and ${external_userid} never met`)
  const friendsOf = (userid: string, external_userid: string): Relation => {
    const relation = relationOf(userid, external_userid)
    return isFriend(relation) ? relation : refuse('they are not contacts')
  }
  const welcomeCode = (relation: Relation): string | undefined => {
    if (store.world.staff[relation.userid]?.native_welcome || relation.chatting) return undefined
    const code = store.id('WC-', 40)
    store.world.welcome_codes[code] = {
      code,
      userid: relation.userid,
      external_userid: relation.external_userid,
      issued_at: store.now(),
      used: false,
    }
    return code
  }
  const notice = (relation: Relation, text: string): void => {
    store.world.messages.push({
      id: store.id('m', 16),
      userid: relation.userid,
      external_userid: relation.external_userid,
      from: 'system',
      kind: 'notice',
      text,
      attachments: [],
      at: store.now(),
    })
  }
  const wayOf = (given: { config_id?: string; state?: string; qr_code?: string }): ContactWay =>
    Object.values(store.world.contact_ways).find(
      (way) =>
        (given.config_id && way.config_id === given.config_id) ||
        (given.state && way.state === given.state) ||
        (given.qr_code && way.qr_code === given.qr_code),
    ) ?? refuse('this code leads nowhere')
  const memberOf = (way: ContactWay, external_userid: string): string => {
    const members = new Set(way.user)
    for (const staff of Object.values(store.world.staff))
      if (staff.department.some((id) => way.party.includes(id))) members.add(staff.userid)
    const able = [...members].filter((userid) => store.world.staff[userid]?.status === 1)
    const known = able.find((userid) => isFriend(store.world.relations[relationKey(userid, external_userid)]))
    // Fairest of the members: the one with the fewest customers through this code.
    const load = (userid: string): number =>
      Object.values(store.world.relations).filter((each) => each.userid === userid && each.state === way.state).length
    return known ?? able.sort((a, b) => load(a) - load(b))[0] ?? refuse('nobody can take this customer')
  }

  const acts = {
    customer: (given: { name: string; gender?: 0 | 1 | 2; unionid?: string }) => addCustomer(store, given),
    /** A customer scans a contact code. With skip_verify they become contacts at once. */
    scan(given: {
      external_userid?: string
      name?: string
      gender?: 0 | 1 | 2
      config_id?: string
      state?: string
      qr_code?: string
      half?: boolean
    }) {
      const way = wayOf(given)
      const customer = given.external_userid
        ? customerOf(given.external_userid)
        : addCustomer(store, { name: given.name ?? '微信用户', gender: given.gender })
      const userid = memberOf(way, customer.external_userid)
      const key = relationKey(userid, customer.external_userid)
      const before = store.world.relations[key]
      if (isFriend(before)) return { ...before, already: true, callback: null }
      const relation: Relation = {
        remark: customer.name,
        description: '',
        remark_company: '',
        remark_mobiles: [],
        tags: [],
        personal_tags: [],
        ...before,
        userid,
        external_userid: customer.external_userid,
        createtime: store.now(),
        oper_userid: customer.external_userid,
        add_way: 1,
        state: way.state,
        chatting: false,
        status: way.skip_verify ? (given.half ? 'half' : 'active') : 'waiting',
      }
      store.world.relations[key] = relation
      if (!way.skip_verify) return { ...relation, already: false, callback: null }
      notice(relation, given.half ? '你已添加了对方，等待对方确认' : '你们已成为好友，现在可以开始聊天')
      const entry = callbacks.send(
        contact(given.half ? 'add_half_external_contact' : 'add_external_contact', relation, {
          State: way.state || undefined,
          WelcomeCode: welcomeCode(relation),
        }),
      )
      return { ...relation, already: false, callback: entry.id }
    },
    /** The member confirms a waiting or half-made contact. */
    accept({ userid, external_userid }: { userid: string; external_userid: string }) {
      const relation = relationOf(userid, external_userid)
      if (relation.status !== 'waiting' && relation.status !== 'half') refuse('there is nothing to confirm')
      const used =
        relation.status === 'half' &&
        Object.values(store.world.welcome_codes).some(
          (code) => code.userid === userid && code.external_userid === external_userid && code.used,
        )
      relation.status = 'active'
      relation.createtime = store.now()
      notice(relation, '我通过了你的联系人验证请求，现在我们可以开始聊天了')
      const entry = callbacks.send(
        contact('add_external_contact', relation, {
          State: relation.state || undefined,
          WelcomeCode: used ? undefined : welcomeCode(relation),
        }),
      )
      return { ...relation, callback: entry.id }
    },
    /** Either side writes in the chat. */
    say(given: {
      userid: string
      external_userid: string
      from: 'staff' | 'customer'
      text: string
      attachments?: Attachment[]
    }) {
      const { userid, external_userid, from, text, attachments = [] } = given
      if (text === '' && attachments.length === 0) refuse('there is nothing to say')
      const relation = friendsOf(userid, external_userid)
      relation.chatting = true
      const message = {
        id: store.id('m', 16),
        userid,
        external_userid,
        from,
        kind: 'chat' as const,
        text,
        attachments,
        at: store.now(),
      }
      store.world.messages.push(message)
      return message
    },
    unfriend({ userid, external_userid }: { userid: string; external_userid: string }) {
      const relation = friendsOf(userid, external_userid)
      relation.status = 'deleted_by_customer'
      return callbacks.send(contact('del_follow_user', relation))
    },
    removeCustomer({ userid, external_userid }: { userid: string; external_userid: string }) {
      const relation = friendsOf(userid, external_userid)
      relation.status = 'deleted_by_staff'
      return callbacks.send(contact('del_external_contact', relation))
    },
    /** A member edits remark or tags by hand: unlike the API, this calls back. */
    edit(given: {
      userid: string
      external_userid: string
      remark?: string
      description?: string
      phones?: string[]
      tags?: string[]
      personal_tags?: string[]
    }) {
      const relation = friendsOf(given.userid, given.external_userid)
      const onlyPhones =
        given.phones !== undefined &&
        given.remark === undefined &&
        given.description === undefined &&
        given.tags === undefined &&
        given.personal_tags === undefined
      if (given.remark !== undefined) relation.remark = [...given.remark].slice(0, 20).join('')
      if (given.description !== undefined) relation.description = [...given.description].slice(0, 150).join('')
      if (given.phones) relation.remark_mobiles = given.phones
      if (given.tags) relation.tags = given.tags
      if (given.personal_tags) relation.personal_tags = given.personal_tags
      return onlyPhones ? null : callbacks.send(contact('edit_external_contact', relation))
    },
    /** An administrator changes corp tags in the console. */
    tag(given: { change: 'create' | 'update' | 'delete'; id?: string; group_name?: string; name?: string }) {
      const group = store.world.tag_groups.find(
        (each) => each.group_name === given.group_name || each.tag.some((tag) => tag.id === given.id),
      )
      if (given.change === 'create') {
        const home = group ?? {
          group_id: store.id('et'),
          group_name: given.group_name ?? '标签',
          order: 0,
          create_time: store.now(),
          tag: [],
        }
        if (!group) store.world.tag_groups.push(home)
        const tag = { id: store.id('et'), name: given.name ?? '新标签', order: 0, create_time: store.now() }
        home.tag.push(tag)
        return callbacks.send({ Event: 'change_external_tag', Id: tag.id, TagType: 'tag', ChangeType: 'create' })
      }
      const tag = group?.tag.find((each) => each.id === given.id) ?? refuse('no such tag')
      if (given.change === 'update') tag.name = given.name ?? tag.name
      else removeTags(store, [tag.id], [])
      return callbacks.send({ Event: 'change_external_tag', Id: tag.id, TagType: 'tag', ChangeType: given.change })
    },
    /** A member confirms a mass-send task. Who got too many already, or is no friend, is skipped with the vendor's status. */
    confirmTask({ userid, msgid }: { userid: string; msgid: string }) {
      const task = store.world.tasks[msgid] ?? refuse('no such task')
      const sender = task.senders.find((each) => each.userid === userid) ?? refuse('this task is not for this member')
      if (task.cancelled) refuse('the task was cancelled')
      if (sender.status === 2) return task
      const now = store.now()
      const limit = massLimit[store.world.switches.mass_rule]
      for (const target of task.targets.filter((each) => each.userid === userid)) {
        const recent = Object.values(store.world.tasks)
          .flatMap((each) => each.targets)
          .filter(
            (each) =>
              each.status === 1 &&
              now - each.send_time < limit.seconds &&
              each.external_userid === target.external_userid &&
              each.chat_id === target.chat_id,
          ).length
        const friend = target.chat_id !== '' || isFriend(store.world.relations[relationKey(userid, target.external_userid)])
        target.status = !friend ? 2 : recent >= limit.times ? 3 : 1
        if (target.status === 1) target.send_time = now
        if (target.status === 1 && target.external_userid)
          store.world.messages.push({
            id: store.id('m', 16),
            userid,
            external_userid: target.external_userid,
            from: 'staff',
            kind: 'mass',
            text: task.text,
            attachments: task.attachments,
            at: now,
          })
      }
      sender.status = 2
      sender.send_time = now
      return task
    },
    /** A member leaves the company. */
    leave({ userid }: { userid: string }) {
      const staff = store.world.staff[userid] ?? refuse('no such member')
      staff.status = 5
      return callbacks.send({ Event: 'change_contact', ChangeType: 'delete_user', UserID: userid })
    },
    refuseTransfer({ external_userid }: { external_userid: string }) {
      const transfer =
        store.world.transfers.find((each) => each.external_userid === external_userid && each.status === 2) ??
        refuse('nothing to refuse')
      transfer.status = 3
      return callbacks.send({
        ...contact('transfer_fail', { userid: transfer.takeover_userid, external_userid }),
        FailReason: 'customer_refused',
      })
    },
    /** Lets time pass; transfers that have waited their day complete with their callbacks. */
    advance({ seconds }: { seconds: number }) {
      store.world.clock_offset_seconds += seconds
      for (const each of settleTransfers(store)) {
        callbacks.send(
          contact(
            'del_external_contact',
            { userid: each.handover_userid, external_userid: each.external_userid },
            { Source: 'DELETE_BY_TRANSFER' },
          ),
        )
        if (!each.wasFriend)
          callbacks.send(contact('add_external_contact', { userid: each.takeover_userid, external_userid: each.external_userid }))
      }
      return { now: store.now() }
    },
    group(given: { name: string; owner: string; external_userids?: string[] }) {
      const now = store.now()
      const chat_id = store.id('wr')
      const customers = (given.external_userids ?? []).map((userid) => ({
        userid: customerOf(userid).external_userid,
        type: 2 as const,
        join_time: now,
        join_scene: 1,
      }))
      store.world.groups[chat_id] = {
        chat_id,
        name: given.name,
        owner: given.owner,
        create_time: now,
        notice: '',
        member_version: store.id(''),
        member_list: [{ userid: given.owner, type: 1, join_time: now, join_scene: 1 }, ...customers],
      }
      callbacks.send({ Event: 'change_external_chat', ChatId: chat_id, ChangeType: 'create' })
      return store.world.groups[chat_id]
    },
    joinGroup(given: { external_userid: string; chat_id?: string; config_id?: string }) {
      const way = given.config_id ? (store.world.join_ways[given.config_id] ?? refuse('this code leads nowhere')) : null
      const group = store.world.groups[given.chat_id ?? way?.chat_id_list[0] ?? ''] ?? refuse('no such group')
      const last = group.member_version
      if (group.member_list.some((each) => each.userid === given.external_userid)) return group
      group.member_list.push({
        userid: customerOf(given.external_userid).external_userid,
        type: 2,
        join_time: store.now(),
        join_scene: way ? 3 : 1,
        ...(way?.state ? { state: way.state } : {}),
      })
      group.member_version = store.id('')
      callbacks.send({
        Event: 'change_external_chat',
        ChatId: group.chat_id,
        ChangeType: 'update',
        UpdateDetail: 'add_member',
        JoinScene: way ? 3 : 0,
        QuitScene: 0,
        MemChangeCnt: 1,
        MemChangeList: [given.external_userid],
        LastMemVer: last,
        CurMemVer: group.member_version,
      })
      return group
    },
  }
  return acts
}
export type Acts = ReturnType<typeof openActs>
