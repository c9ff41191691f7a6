import { addCustomer } from '../world/demo.ts'
import { isFriend, relationKey, type ContactWay, type Relation } from '../world/world.ts'
import { contact, refuse, type Stage } from './stage.ts'

/** How a customer and a member become contacts, are described, and part. */
export const contactActs = ({ store, callbacks, customerOf, relationOf, friendsOf }: Stage) => {
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

  return {
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
  }
}
