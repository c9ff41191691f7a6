import { fail, mustSee, paged, post, type Call, type Caller, type Input } from './api.ts'
import type { Store } from '../world/store.ts'
import type { ContactWay, JoinWay } from '../world/world.ts'

const waysMax = 500_000
const usersMax = 100
const listDaysUsual = 90

const usersOf = (store: Store, caller: Caller, input: Input): string[] => {
  const users = input.texts('user')
  for (const userid of users) {
    const staff = store.world.staff[userid] ?? fail(60111, `userid not found: ${userid}`)
    mustSee(caller, userid)
    if (staff.status !== 1) fail(41054)
    if (!staff.follows) fail(84074)
  }
  return users
}
const partiesOf = (store: Store, input: Input): number[] => {
  const parties = (input.values.party === undefined ? [] : input.texts('party')).map(Number)
  for (const id of parties) if (!store.world.departments.some((each) => each.id === id)) fail(60003)
  return parties
}
const withinLimit = (store: Store, users: readonly string[], parties: readonly number[]): void => {
  const expanded = new Set(users)
  for (const staff of Object.values(store.world.staff))
    if (staff.department.some((id) => parties.includes(id))) expanded.add(staff.userid)
  if (expanded.size > usersMax) fail(41041)
}
const wayOf = (store: Store, input: Input): ContactWay => {
  if (!input.has('config_id')) fail(41043)
  return store.world.contact_ways[input.text('config_id')] ?? fail(41044)
}
const short = (input: Input, name: string): string =>
  [...input.text(name)].length > 30 ? fail(40035, `${name} too long`) : input.text(name)
const total = (store: Store): number => Object.keys(store.world.contact_ways).length + Object.keys(store.world.join_ways).length
const joinWayOf = (store: Store, input: Input): JoinWay => {
  if (!input.has('config_id')) fail(41043)
  return store.world.join_ways[input.text('config_id')] ?? fail(41044)
}
const joinFields = (store: Store, input: Input): Omit<JoinWay, 'config_id' | 'qr_code' | 'created_at'> => {
  const chats = input.texts('chat_id_list')
  if (chats.length > 5) fail(41091)
  if (chats.length === 0 || chats.some((id) => !store.world.groups[id])) fail(90501)
  return {
    scene: input.number('scene', 0) || fail(41038),
    remark: [...input.text('remark')].slice(0, 30).join(''),
    auto_create_room: input.number('auto_create_room', 1),
    room_base_name: input.text('room_base_name'),
    room_base_id: input.number('room_base_id', 0),
    chat_id_list: chats,
    state: short(input, 'state'),
  }
}

export const contactWayCalls: readonly Call[] = [
  post('/cgi-bin/externalcontact/add_contact_way', 'customer', (store, input, caller) => {
    if (!input.has('type')) fail(41037)
    if (!input.has('scene')) fail(41038)
    const type = input.number('type', 0)
    const scene = input.number('scene', 0)
    if (type !== 1 && type !== 2) fail(41039)
    if (scene !== 1 && scene !== 2) fail(41040)
    if (input.has('style') && (input.number('style', 1) < 1 || input.number('style', 1) > (type === 1 ? 3 : 2))) fail(41042)
    const user = usersOf(store, caller, input)
    const party = partiesOf(store, input)
    if (type === 1 && (user.length !== 1 || party.length > 0)) fail(40031, 'type 1 needs exactly one user')
    if (type === 2 && user.length + party.length === 0) fail(40058, 'missing user and party')
    withinLimit(store, user, party)
    if (total(store) >= waysMax) fail(41045)
    const config_id = store.id('', 32)
    const qr_code = scene === 2 ? `https://wework.qpic.cn/wwpic/sbx_qr_${config_id}/0` : ''
    store.world.contact_ways[config_id] = {
      config_id,
      type,
      scene,
      ...(input.has('style') ? { style: input.number('style', 1) } : {}),
      remark: short(input, 'remark'),
      skip_verify: input.flag('skip_verify', true),
      state: short(input, 'state'),
      user,
      party,
      is_temp: input.flag('is_temp', false),
      qr_code,
      created_at: store.now(),
    }
    return { config_id, ...(qr_code ? { qr_code } : {}) }
  }),
  post('/cgi-bin/externalcontact/get_contact_way', 'customer', (store, input) => {
    const { created_at: _created, qr_code, ...way } = wayOf(store, input)
    return { contact_way: { ...way, ...(qr_code ? { qr_code } : {}), mark_source: true } }
  }),
  post('/cgi-bin/externalcontact/list_contact_way', 'customer', (store, input) => {
    const start = input.number('start_time', store.now() - listDaysUsual * 86_400)
    const end = input.number('end_time', Number.MAX_SAFE_INTEGER)
    const ways = Object.values(store.world.contact_ways).filter(
      (each) => !each.is_temp && each.created_at >= start && each.created_at <= end,
    )
    const page = paged(ways, input, { usual: 100, max: 1000 })
    return { contact_way: page.rows.map(({ config_id }) => ({ config_id })), next_cursor: page.next_cursor }
  }),
  post('/cgi-bin/externalcontact/update_contact_way', 'customer', (store, input, caller) => {
    const way = wayOf(store, input)
    const user = input.values.user === undefined ? way.user : usersOf(store, caller, input)
    const party = input.values.party === undefined ? way.party : partiesOf(store, input)
    if (way.type === 1 && user.length !== 1) fail(40031)
    withinLimit(store, user, party)
    const remark = input.values.remark === undefined ? way.remark : short(input, 'remark')
    const state = input.values.state === undefined ? way.state : short(input, 'state')
    Object.assign(way, { user, party, remark, state, skip_verify: input.flag('skip_verify', way.skip_verify) })
    return {}
  }),
  post('/cgi-bin/externalcontact/del_contact_way', 'customer', (store, input) => {
    delete store.world.contact_ways[wayOf(store, input).config_id]
    return {}
  }),
  post('/cgi-bin/externalcontact/groupchat/add_join_way', 'customer', (store, input) => {
    const fields = joinFields(store, input)
    const config_id = store.id('', 32)
    store.world.join_ways[config_id] = {
      config_id,
      ...fields,
      qr_code: `https://wework.qpic.cn/wwpic/sbx_join_${config_id}/0`,
      created_at: store.now(),
    }
    return { config_id }
  }),
  post('/cgi-bin/externalcontact/groupchat/get_join_way', 'customer', (store, input) => {
    const { created_at: _created, ...join_way } = joinWayOf(store, input)
    return { join_way: { ...join_way, mark_source: true } }
  }),
  post('/cgi-bin/externalcontact/groupchat/update_join_way', 'customer', (store, input) => {
    Object.assign(joinWayOf(store, input), joinFields(store, input))
    return {}
  }),
  post('/cgi-bin/externalcontact/groupchat/del_join_way', 'customer', (store, input) => {
    delete store.world.join_ways[joinWayOf(store, input).config_id]
    return {}
  }),
]
