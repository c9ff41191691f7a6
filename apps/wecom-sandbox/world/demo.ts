import { emptyWorld, relationKey, type Staff, type World } from './world.ts'

/** What a seed may say; everything it leaves out comes from the demo company. */
export interface Seed {
  corp?: Partial<World['corp']>
  apps?: World['apps']
  callback?: World['callback']
  departments?: World['departments']
  staff?: (Partial<Staff> & { userid: string; name: string })[]
  tag_groups?: { group_name: string; tags: string[] }[]
  customers?: {
    name: string
    gender?: 0 | 1 | 2
    userid?: string
    unionid?: string
    external_userid?: string
    tags?: string[]
    remark?: string
    state?: string
    createtime?: number
    mobiles?: string[]
    avatar?: string
    corp_name?: string
    position?: string
  }[]
  /** Keep what is there and add to it. */
  keep?: boolean
}
type Maker = { id(prefix: string, length?: number): string; now(): number; realNow(): number; world: World }

const departments: World['departments'] = [
  { id: 1, name: '澄迈生物 · 晨露护肤', parentid: 0, order: 1 },
  { id: 2, name: '总部', parentid: 1, order: 9 },
  { id: 3, name: '华东大区', parentid: 1, order: 8 },
  { id: 4, name: '华南大区', parentid: 1, order: 7 },
  { id: 5, name: '西湖店', parentid: 3, order: 2 },
  { id: 6, name: '徐汇店', parentid: 3, order: 1 },
  { id: 7, name: '天河店', parentid: 4, order: 1 },
  { id: 8, name: '客服部', parentid: 2, order: 1 },
]
const staff: Seed['staff'] = [
  { userid: 'zhou.bo', name: '周博', position: '店长', department: [5] },
  { userid: 'lin.mei', name: '林美', position: '美容顾问', department: [5] },
  { userid: 'chen.yu', name: '陈雨', position: '美容顾问', department: [6] },
  { userid: 'wu.lan', name: '吴岚', position: '店长', department: [7] },
  { userid: 'he.jing', name: '何静', position: '客服', department: [8] },
  { userid: 'sun.tao', name: '孙涛', position: '运营', department: [2] },
]
const tagGroups: Seed['tag_groups'] = [
  { group_name: '会员等级', tags: ['银卡', '金卡', '黑金'] },
  { group_name: '肤质', tags: ['干性', '油性', '混合', '敏感'] },
  { group_name: '来源', tags: ['门店', '直播', '小红书'] },
]
const customers: Seed['customers'] = [
  { name: '小鹿', gender: 2, userid: 'lin.mei', tags: ['银卡', '干性'], remark: '小鹿-西湖店', state: 'store-xh-01' },
  { name: '阿舟', gender: 1, userid: 'lin.mei', remark: '阿舟' },
  { name: '栀子', gender: 2, userid: 'chen.yu', tags: ['金卡'] },
  { name: '风信子', gender: 2 },
  { name: '半夏', gender: 2 },
  { name: '木木', gender: 1 },
]

/** Fills a world from a seed: the demo company where the seed is silent. */
export const seedWorld = (store: Maker & { replace(world: World): void }, seed: Seed): void => {
  const before = store.world
  // What ties a product to this corp stays: its id, its app's id and secret, the callback address.
  const app = emptyWorld().apps.map((each) => ({
    ...each,
    agent_id: before.apps[0]?.agent_id ?? each.agent_id,
    secret: before.apps[0]?.secret ?? each.secret,
  }))
  if (!seed.keep)
    store.replace({
      ...emptyWorld(),
      clock_offset_seconds: before.clock_offset_seconds,
      corp: before.corp,
      apps: app,
      callback: before.callback,
    })
  const { world } = store
  Object.assign(world.corp, { name: '澄迈生物 · 晨露护肤' }, seed.corp)
  if (seed.apps) world.apps = seed.apps
  if (seed.callback !== undefined) world.callback = seed.callback
  if (seed.departments || !seed.keep) world.departments = structuredClone(seed.departments ?? departments)
  for (const each of seed.staff ?? (seed.keep ? [] : staff)) addStaff(world, each)
  for (const group of seed.tag_groups ?? (seed.keep ? [] : tagGroups)) {
    const at = store.now()
    world.tag_groups.push({
      group_id: store.id('et'),
      group_name: group.group_name,
      order: 0,
      create_time: at,
      tag: group.tags.map((name) => ({ id: store.id('et'), name, order: 0, create_time: at })),
    })
  }
  for (const each of seed.customers ?? (seed.keep ? [] : customers)) {
    const customer = addCustomer(store, each)
    if (!each.userid) continue
    const ids = world.tag_groups
      .flatMap((group) => group.tag)
      .filter((tag) => each.tags?.includes(tag.name))
      .map((tag) => tag.id)
    world.relations[relationKey(each.userid, customer.external_userid)] = {
      userid: each.userid,
      external_userid: customer.external_userid,
      status: 'active',
      remark: each.remark ?? each.name,
      description: '',
      remark_company: '',
      remark_mobiles: each.mobiles ?? [],
      createtime: each.createtime ?? store.now() - 86_400,
      tags: ids,
      personal_tags: [],
      oper_userid: customer.external_userid,
      add_way: 1,
      state: each.state ?? '',
      chatting: true,
    }
  }
  // The seed's ids are the same every time; whatever is made later never meets an id of an earlier world.
  if (!seed.keep) world.serial = Math.max(before.serial, world.serial, store.realNow())
}

export const addStaff = (world: World, given: Partial<Staff> & { userid: string; name: string }): Staff => {
  const department = given.department ?? [1]
  const made: Staff = {
    alias: '',
    position: '',
    status: 1,
    avatar: '',
    mobile: '',
    follows: true,
    native_welcome: false,
    ...given,
    department,
    main_department: given.main_department ?? department[0] ?? 1,
  }
  world.staff[made.userid] = made
  return made
}

export const addCustomer = (
  store: Maker,
  given: {
    name: string
    gender?: 0 | 1 | 2
    unionid?: string
    external_userid?: string
    avatar?: string
    corp_name?: string
    position?: string
  },
): World['customers'][string] => {
  const external_userid = given.external_userid ?? store.id('wm')
  const made = {
    external_userid,
    name: given.name,
    avatar: given.avatar ?? '',
    type: given.corp_name ? (2 as const) : (1 as const),
    gender: given.gender ?? 0,
    unionid: given.unionid ?? store.id('oU', 28),
    openid: store.id('oO', 28),
    created_at: store.now(),
    ...(given.corp_name ? { corp_name: given.corp_name, position: given.position ?? '' } : {}),
  }
  store.world.customers[external_userid] = made
  return made
}
