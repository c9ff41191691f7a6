/** Everything the simulated corp knows. Plain data, so that a file keeps it. */
export interface World {
  version: 1
  /** Counter behind every made-up id. */
  serial: number
  /** Added to the real clock, so that tests and players can let time pass. */
  clock_offset_seconds: number
  corp: { corp_id: string; name: string }
  apps: App[]
  callback: { url: string; token: string; aes_key: string } | null
  switches: Switches
  departments: Department[]
  staff: Record<string, Staff>
  tag_groups: TagGroup[]
  customers: Record<string, Customer>
  /** Key: `<userid>|<external_userid>`. */
  relations: Record<string, Relation>
  contact_ways: Record<string, ContactWay>
  join_ways: Record<string, JoinWay>
  groups: Record<string, Group>
  welcome_codes: Record<string, WelcomeCode>
  messages: ChatMessage[]
  tasks: Record<string, MassTask>
  app_messages: AppMessage[]
  media: Record<string, Media>
  transfers: Transfer[]
  tokens: Record<string, { secret: string; expires_at: number }>
  tickets: Record<string, { ticket: string; expires_at: number }>
  codes: Record<string, { userid: string; external_userid: string; issued_at: number; used: boolean }>
}
export type Permission = 'contacts' | 'customer' | 'message'
export interface App {
  agent_id: number
  name: string
  secret: string
  permissions: Permission[]
  visible: '*' | string[]
  trusted_ip: boolean
  enabled: boolean
}
export interface Department {
  id: number
  name: string
  parentid: number
  order: number
}
export interface Staff {
  userid: string
  name: string
  alias: string
  position: string
  department: number[]
  main_department: number
  status: number
  avatar: string
  mobile: string
  follows: boolean
  native_welcome: boolean
}
export interface Tag {
  id: string
  name: string
  order: number
  create_time: number
}
export interface TagGroup {
  group_id: string
  group_name: string
  order: number
  create_time: number
  tag: Tag[]
}
export interface Customer {
  external_userid: string
  name: string
  avatar: string
  type: 1 | 2
  gender: 0 | 1 | 2
  unionid: string
  openid: string
  created_at: number
  /** Of who uses WeCom, too: his company there, and what he is in it. */
  corp_name?: string
  position?: string
}
export interface Relation {
  userid: string
  external_userid: string
  /** `half`: the customer asked, the member has not confirmed. `waiting`: needs the member's confirmation before anything. */
  status: 'active' | 'half' | 'waiting' | 'deleted_by_staff' | 'deleted_by_customer'
  remark: string
  description: string
  remark_company: string
  remark_mobiles: string[]
  createtime: number
  tags: string[]
  personal_tags: string[]
  oper_userid: string
  add_way: number
  state: string
  chatting: boolean
}
export interface ContactWay {
  config_id: string
  type: number
  scene: number
  style?: number
  remark: string
  skip_verify: boolean
  state: string
  user: string[]
  party: number[]
  is_temp: boolean
  qr_code: string
  created_at: number
}
export interface JoinWay {
  config_id: string
  scene: number
  remark: string
  auto_create_room: number
  room_base_name: string
  room_base_id: number
  chat_id_list: string[]
  qr_code: string
  state: string
  created_at: number
}
export interface Group {
  chat_id: string
  name: string
  owner: string
  create_time: number
  notice: string
  member_version: string
  member_list: { userid: string; type: 1 | 2; join_time: number; join_scene: number; state?: string }[]
}
export interface WelcomeCode {
  code: string
  userid: string
  external_userid: string
  issued_at: number
  used: boolean
}
export interface Attachment {
  msgtype: string
  [kind: string]: unknown
}
export interface ChatMessage {
  id: string
  userid: string
  external_userid: string
  from: 'staff' | 'customer' | 'system'
  kind: 'chat' | 'welcome' | 'mass' | 'notice'
  text: string
  attachments: Attachment[]
  at: number
}
export interface MassTask {
  msgid: string
  chat_type: 'single' | 'group'
  create_time: number
  creator: string
  text: string
  attachments: Attachment[]
  cancelled: boolean
  senders: { userid: string; status: 0 | 2; send_time: number }[]
  targets: { userid: string; external_userid: string; chat_id: string; status: 0 | 1 | 2 | 3; send_time: number }[]
}
interface AppMessage {
  msgid: string
  agentid: number
  touser: string[]
  msgtype: string
  body: Record<string, unknown>
  at: number
}
export interface Media {
  media_id: string
  type: string
  filename: string
  content_type: string
  base64: string
  created_at: number
}
export interface Transfer {
  handover_userid: string
  takeover_userid: string
  external_userid: string
  status: 1 | 2 | 3 | 4
  takeover_time: number
  started_at: number
  resigned: boolean
}
/** How the sandbox misbehaves on purpose. Counts run down to zero. */
export interface Switches {
  deliver_times: number
  out_of_order: boolean
  wrong_signature: number
  wrong_receiver: number
  delay_ms: number
  skew_seconds: number
  calls_per_minute: number
  token_seconds: number
  sensitive_fields: boolean
  mass_rule: 'day' | 'week' | 'month'
  /** The next `times` calls of `path` answer `errcode` without being carried out; `after` carries them out first and loses the answer. */
  failures: { path: string; errcode: number; times: number; after?: boolean }[]
}

export const defaultSwitches = (): Switches => ({
  deliver_times: 1,
  out_of_order: false,
  wrong_signature: 0,
  wrong_receiver: 0,
  delay_ms: 0,
  skew_seconds: 0,
  calls_per_minute: 10_000,
  token_seconds: 7200,
  sensitive_fields: false,
  mass_rule: 'month',
  failures: [],
})

/** A corp with one app and nothing else. */
export const emptyWorld = (): World => ({
  version: 1,
  serial: 0,
  clock_offset_seconds: 0,
  corp: { corp_id: 'wwa1b2c3d4e5f60718', name: '示例企业' },
  apps: [
    {
      agent_id: 1000021,
      name: '连客',
      secret: 'sandbox-app-secret-lianke-000000000000000000',
      permissions: ['contacts', 'customer', 'message'],
      visible: '*',
      trusted_ip: true,
      enabled: true,
    },
  ],
  callback: null,
  switches: defaultSwitches(),
  departments: [{ id: 1, name: '示例企业', parentid: 0, order: 1 }],
  staff: {},
  tag_groups: [],
  customers: {},
  relations: {},
  contact_ways: {},
  join_ways: {},
  groups: {},
  welcome_codes: {},
  messages: [],
  tasks: {},
  app_messages: [],
  media: {},
  transfers: [],
  tokens: {},
  tickets: {},
  codes: {},
})
export const relationKey = (userid: string, external_userid: string): string => `${userid}|${external_userid}`
export const isFriend = (relation: Relation | undefined): relation is Relation & { status: 'active' | 'half' } =>
  relation?.status === 'active' || relation?.status === 'half'
