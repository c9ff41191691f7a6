import { keysOf } from '@lianke/kernel/plain'
import { fail, get, mustSee, paged, post, type Call, type Caller } from './api.ts'
import type { Store } from '../world/store.ts'
import { isFriend, relationKey, type Relation } from '../world/world.ts'

const follows = (store: Store, caller: Caller): string[] =>
  Object.values(store.world.staff)
    .filter(
      (each) => each.follows && each.status === 1 && (caller.app.visible === '*' || caller.app.visible.includes(each.userid)),
    )
    .map((each) => each.userid)
const contactOf = (store: Store, external_userid: string): Record<string, unknown> => {
  const customer = store.world.customers[external_userid]
  if (!customer) return fail(40096)
  const { name, avatar, type, gender, unionid, corp_name, position } = customer
  if (type === 2) return { external_userid, name, avatar, type, gender, corp_name, corp_full_name: corp_name, position }
  return { external_userid, name, avatar, type, gender, ...(unionid ? { unionid } : {}) }
}
const followOf = (relation: Relation): Record<string, unknown> => ({
  userid: relation.userid,
  remark: relation.remark,
  description: relation.description,
  createtime: relation.createtime,
  ...(relation.remark_company ? { remark_corp_name: relation.remark_company } : {}),
  remark_mobiles: relation.remark_mobiles,
  oper_userid: relation.oper_userid,
  add_way: relation.add_way,
  ...(relation.state ? { state: relation.state } : {}),
})
const tagsOf = (store: Store, relation: Relation): Record<string, unknown>[] => [
  ...store.world.tag_groups.flatMap((group) =>
    group.tag
      .filter((tag) => relation.tags.includes(tag.id))
      .map((tag) => ({ group_name: group.group_name, tag_name: tag.name, tag_id: tag.id, type: 1 })),
  ),
  ...relation.personal_tags.map((name) => ({ group_name: '', tag_name: name, type: 2 })),
]
const friendsOf = (store: Store, userid: string): Relation[] =>
  Object.values(store.world.relations).filter((each) => each.userid === userid && isFriend(each))
const memberOf = (store: Store, caller: Caller, userid: string): string => {
  if (!userid) fail(40003)
  const staff = Object.values(store.world.staff).find((each) => each.userid.toLowerCase() === userid.toLowerCase())
  if (!staff) return fail(60111)
  mustSee(caller, staff.userid)
  return staff.userid
}
export const friendship = (store: Store, caller: Caller, userid: string, external_userid: string): Relation => {
  if (!external_userid) fail(41035)
  if (!store.world.customers[external_userid]) fail(40096)
  const relation = store.world.relations[relationKey(memberOf(store, caller, userid), external_userid)]
  return isFriend(relation) ? relation : fail(84061)
}

export const customerCalls: readonly Call[] = [
  get('/cgi-bin/externalcontact/get_follow_user_list', 'customer', (store, _input, caller) => ({
    follow_user: follows(store, caller),
  })),
  get('/cgi-bin/externalcontact/list', 'customer', (store, input, caller) => {
    const friends = friendsOf(store, memberOf(store, caller, input.text('userid')))
    return friends.length ? { external_userid: friends.map((each) => each.external_userid) } : fail(84061)
  }),
  get('/cgi-bin/externalcontact/get', 'customer', (store, input, caller) => {
    const id = input.text('external_userid')
    if (!id) fail(41035)
    const external_contact = contactOf(store, id)
    const members = new Set(follows(store, caller))
    const relations = Object.values(store.world.relations).filter(
      (each) => each.external_userid === id && isFriend(each) && members.has(each.userid),
    )
    if (relations.length === 0) fail(84061)
    const page = paged(relations, input, { usual: 500, max: 500 })
    return {
      external_contact,
      follow_user: page.rows.map((each) => ({ ...followOf(each), tags: tagsOf(store, each) })),
      ...(page.next_cursor ? { next_cursor: page.next_cursor } : {}),
    }
  }),
  post('/cgi-bin/externalcontact/batch/get_by_user', 'customer', (store, input, caller) => {
    // Older callers name one member.
    const members = input.has('userid') ? [input.text('userid')] : input.texts('userid_list')
    if (members.length === 0 || members.length > 100) fail(40031)
    const relations = members.flatMap((userid) => friendsOf(store, memberOf(store, caller, userid)))
    const page = paged(relations, input, { usual: 50, max: 100 })
    return {
      external_contact_list: page.rows.map((each) => ({
        external_contact: contactOf(store, each.external_userid),
        follow_info: { ...followOf(each), tag_id: each.tags },
      })),
      next_cursor: page.next_cursor,
    }
  }),
  post('/cgi-bin/externalcontact/remark', 'customer', (store, input, caller) => {
    const relation = friendship(store, caller, input.text('userid'), input.text('external_userid'))
    if (
      !['remark', 'description', 'remark_company', 'remark_mobiles', 'remark_pic_mediaid'].some(
        (name) => input.values[name] !== undefined,
      )
    )
      fail(40058)
    const limits = { remark: 20, description: 150, remark_company: 20 } as const
    for (const [name, max] of Object.entries(limits)) if ([...input.text(name)].length > max) fail(40035, `${name} too long`)
    for (const name of keysOf(limits)) if (input.values[name] !== undefined) relation[name] = input.text(name)
    if (input.values.remark_mobiles !== undefined)
      relation.remark_mobiles = input.texts('remark_mobiles').filter((each) => each !== '')
    return {}
  }),
]
