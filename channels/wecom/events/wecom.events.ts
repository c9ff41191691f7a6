import {
  boolean,
  datetime,
  defineEvent,
  integer,
  json,
  label,
  tags,
  text,
  type EventDefinition,
  type Field,
  type Meaning,
} from '@lianke/kernel'

/** In which corporation it happened, said by every event. */
const place = {
  issuer: text(label('企业', 'Corporation'), { max: 64 }),
  elsewhere: boolean(label('不是第一家企业', 'Not the first corporation')),
}
const staff = { userid: text(label('成员', 'Member'), { max: 64 }) }
const contact = { ...staff, external_userid: text(label('外部联系人 ID', 'External contact id'), { max: 64 }) }
const chat = { chat_id: text(label('客户群', 'Customer group'), { max: 64 }) }
const code = { state: text(label('渠道活码', 'Channel code'), { max: 128 }) }
const details = {
  ...contact,
  ...code,
  add_way: integer(label('添加方式', 'Added by')),
  remark: text(label('备注', 'Remark')),
  description: text(label('描述', 'Description')),
  tags: tags(label('标签', 'Tags')),
  tag_ids: tags(label('标签 ID', 'Tag ids')),
  phones: tags(label('备注手机', 'Phones in the remark'), { masked: true }),
  createtime: datetime(label('添加时间', 'Added at')),
}

/** Which of them modules act on, in the house's words. */
const means: Readonly<Record<string, Meaning>> = {
  'wecom.contact_added': 'contact.added',
  'wecom.contact_edited': 'contact.edited',
  'wecom.contact_seen': 'contact.seen',
  'wecom.contact_removed_by_staff': 'contact.lost_by_staff',
  'wecom.contact_removed_by_customer': 'contact.lost_by_customer',
  'wecom.contact_handed_over': 'contact.handed_over',
  'wecom.contact_way_saved': 'code.saved',
  'wecom.department_seen': 'directory.department_seen',
  'wecom.staff_seen': 'directory.staff_seen',
  'wecom.staff_left': 'directory.staff_left',
  'wecom.department_removed': 'directory.department_removed',
  'wecom.contacts_read': 'contact.all_read',
  'wecom.transfer_failed': 'contact.handover_failed',
  'wecom.archive_approved': 'contact.archive_agreed',
  'wecom.tag_seen': 'tag.seen',
  'wecom.tag_removed': 'tag.removed',
  'wecom.tags_read': 'tag.all_read',
  'wecom.chat_changed': 'group.seen',
  'wecom.chat_dismissed': 'group.gone',
  'wecom.contact_way_deleted': 'code.deleted',
}

const event = (
  name: string,
  zh: string,
  en: string,
  fields: Readonly<Record<string, Field>>,
  sentence?: readonly [string, string],
): EventDefinition =>
  defineEvent({
    name,
    label: label(zh, en),
    icon: 'wecom',
    from: ['channel:wecom'],
    fields: { ...place, ...fields },
    ...(means[name] ? { means: means[name] } : {}),
    sentence: sentence && label(...sentence),
  })

/** Everything WeCom tells us, in our words. */
export const wecomEvents: readonly EventDefinition[] = [
  event(
    'wecom.contact_added',
    '加为企微好友',
    'Added on WeCom',
    {
      ...details,
      welcome_code: text(label('欢迎语凭证', 'Welcome code')),
      half: boolean(label('成员尚未确认', 'Member has not confirmed yet')),
    },
    ['加 {userid} 为好友', 'Added {userid}'],
  ),
  event('wecom.contact_edited', '成员改了备注或标签', 'Remark or tags changed', details, [
    '{userid} 改了备注或标签',
    '{userid} changed remark or tags',
  ]),
  event(
    'wecom.contact_removed_by_staff',
    '成员删除了客户',
    'Removed by the member',
    { ...contact, source: text(label('原因', 'Reason')) },
    ['被 {userid} 删除', 'Removed by {userid}'],
  ),
  event('wecom.contact_handed_over', '客户已转给他人', 'Handed over to another member', contact, [
    '不再由 {userid} 联系',
    'No longer with {userid}',
  ]),
  event('wecom.contact_removed_by_customer', '客户删除了成员', 'Removed by the customer', contact, [
    '删除了 {userid}',
    'Removed {userid}',
  ]),
  event('wecom.contact_seen', '同步到客户', 'Seen in sync', details),
  event('wecom.contacts_read', '读完一位成员的客户', 'All customers of a member read', {
    ...staff,
    external_userids: tags(label('外部联系人 ID', 'External contact ids')),
  }),
  event('wecom.transfer_failed', '继承失败', 'Handover failed', { ...contact, fail_reason: text(label('原因', 'Reason')) }),
  event(
    'wecom.archive_approved',
    '同意会话存档',
    'Agreed to archiving',
    { ...contact, welcome_code: text(label('欢迎语凭证', 'Welcome code')) },
    ['同意与 {userid} 的会话存档', 'Agreed that chats with {userid} are archived'],
  ),
  event('wecom.tag_seen', '企业标签', 'Corp tag seen', {
    id: text(label('标签 ID', 'Tag id')),
    name: text(label('名称', 'Name')),
    group_id: text(label('标签组 ID', 'Tag group id')),
    group_name: text(label('标签组', 'Tag group')),
    order: integer(label('次序', 'Order')),
    group_order: integer(label('标签组次序', 'Order of the group')),
  }),
  event('wecom.tag_removed', '企业标签已删除', 'Corp tag deleted', {
    id: text(label('标签 ID', 'Tag id')),
    is_group: boolean(label('是标签组', 'Is a group')),
  }),
  event('wecom.tags_read', '读完企业标签', 'All corp tags read', { tag_ids: tags(label('标签 ID', 'Tag ids')) }),
  event('wecom.chat_changed', '客户群变化', 'Customer group changed', {
    ...chat,
    change: text(label('变化', 'Change')),
    detail: text(label('细节', 'Detail')),
    members: tags(label('成员', 'Members')),
    name: text(label('群名', 'Name')),
    owner: text(label('群主', 'Owner')),
    member_count: integer(label('人数', 'Members')),
    customer_count: integer(label('客户人数', 'Customers')),
    createtime: datetime(label('建群时间', 'Made at')),
    read_at: datetime(label('读取时间', 'Read at')),
  }),
  event('wecom.chat_dismissed', '客户群解散', 'Customer group dismissed', chat),
  event('wecom.staff_seen', '同步到成员', 'Member seen', {
    ...staff,
    name: text(label('姓名', 'Name')),
    alias: text(label('别名', 'Alias')),
    position: text(label('职务', 'Position')),
    departments: json(label('部门', 'Departments')),
    main_department: integer(label('主部门', 'Main department')),
    status: integer(label('状态', 'Status')),
    follows_customers: boolean(label('有客户联系功能', 'Has customer contact')),
    mobile: text(label('手机', 'Mobile')),
    emails: json(label('邮箱', 'Mail addresses')),
  }),
  event('wecom.staff_left', '成员离职', 'Member left', staff),
  event('wecom.department_seen', '同步到部门', 'Department seen', {
    id: integer(label('部门 ID', 'Department id')),
    name: text(label('名称', 'Name')),
    parent: integer(label('上级', 'Parent')),
    order: integer(label('次序', 'Order')),
  }),
  event('wecom.department_removed', '部门已删除', 'Department removed', { id: integer(label('部门 ID', 'Department id')) }),
  event(
    'wecom.acquisition_changed',
    '获客助手通知',
    'Acquisition link notice',
    {
      ...contact,
      ...code,
      change: text(label('变化', 'Change')),
      link_id: text(label('链接', 'Link')),
      chat_key: text(label('会话凭证', 'Chat key')),
      expires_at: datetime(label('到期', 'Expires at')),
      quota: integer(label('额度', 'Quota')),
    },
    ['通过获客链接给 {userid} 发来消息', 'Wrote to {userid} by an acquisition link'],
  ),
  event('wecom.service_message_waiting', '微信客服有新消息', 'Customer-service message waiting', {
    open_kfid: text(label('客服账号', 'Service account')),
    token: text(label('凭证', 'Token')),
  }),
  event('wecom.contact_way_saved', '活码已保存', 'Contact code saved', {
    ...code,
    config_id: text(label('配置 ID', 'Config id')),
    qr_code: text(label('二维码地址', 'QR address')),
    outcome: text(label('结果', 'Outcome')),
  }),
  event('wecom.contact_way_deleted', '活码已删除', 'Contact code deleted', {
    ...code,
    config_id: text(label('配置 ID', 'Config id')),
  }),
  event('wecom.notice_missed', '通知未送达的成员', 'Members whom a notice did not reach', {
    userids: tags(label('成员', 'Members')),
    title: text(label('标题', 'Title')),
  }),
  event('wecom.unknown_event', '未识别的企微事件', 'Unknown WeCom event', {
    kind: text(label('类型', 'Kind')),
    event: json(label('内容', 'Content')),
  }),
]
