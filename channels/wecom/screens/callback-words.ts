import { label, type Label } from '@lianke/kernel'

/** One callback as the operations of the product tell it. */
export interface Callback {
  readonly id: string
  readonly kind: string
  readonly at: string
  readonly attempts: number
  readonly outcome: keyof typeof outcomes
  readonly reason: string | null
  /** Which corporation told it. */
  readonly issuer: string | null
}

/** What became of a callback. */
export const outcomes = {
  done: ['green', label('已办', 'Done')],
  unneeded: ['grey', label('无人需要', 'Nobody needs it')],
  waiting: ['blue', label('等待处理', 'Waiting')],
  failed: ['red', label('失败', 'Failed')],
} as const

/** The vendor's events in people's words; others keep their own name. */
export const events: Readonly<Record<string, Label>> = {
  'change_external_contact.add_external_contact': label('客户添加成员', 'Customer added'),
  'change_external_contact.add_half_external_contact': label('成员免验证添加客户', 'Customer half added'),
  'change_external_contact.edit_external_contact': label('客户信息修改', 'Customer edited'),
  'change_external_contact.del_external_contact': label('成员删除客户', 'Customer removed by member'),
  'change_external_contact.del_follow_user': label('客户删除成员', 'Member removed by customer'),
  'change_external_contact.transfer_fail': label('客户转接失败', 'Transfer failed'),
  'change_external_contact.msg_audit_approved': label('客户同意会话存档', 'Archiving agreed to'),
  'change_external_chat.create': label('建客户群', 'Group made'),
  'change_external_chat.update': label('客户群变更', 'Group changed'),
  'change_external_chat.dismiss': label('客户群解散', 'Group dismissed'),
  'change_external_tag.create': label('新建企业标签', 'Tag made'),
  'change_external_tag.update': label('修改企业标签', 'Tag changed'),
  'change_external_tag.delete': label('删除企业标签', 'Tag deleted'),
  'change_external_tag.shuffle': label('企业标签重新排序', 'Tags put in another order'),
  'change_contact.create_user': label('新成员', 'Member joined'),
  'change_contact.update_user': label('成员变更', 'Member changed'),
  'change_contact.delete_user': label('成员离开', 'Member left'),
  'change_contact.create_party': label('新建部门', 'Department made'),
  'change_contact.update_party': label('部门变更', 'Department changed'),
  'change_contact.delete_party': label('部门删除', 'Department deleted'),
  'change_contact.update_tag': label('成员标签变更', 'Tag of members changed'),
  'customer_acquisition.balance_low': label('获客助手额度不足', 'Acquisition quota low'),
  'customer_acquisition.balance_exhausted': label('获客助手额度用完', 'Acquisition quota used up'),
  'customer_acquisition.balance_increased': label('获客助手额度恢复', 'Acquisition quota refilled'),
  'customer_acquisition.quota_expire_soon': label('获客助手额度将到期', 'Acquisition quota expires soon'),
  'customer_acquisition.link_unavailable': label('获客链接不可用', 'Acquisition link unavailable'),
  'customer_acquisition.delete_link': label('获客链接删除', 'Acquisition link deleted'),
  'customer_acquisition.open_profile': label('客户打开获客链接名片', 'Profile opened by a link'),
  'customer_acquisition.friend_request': label('客户经获客链接申请添加', 'Asked to be added by a link'),
  'customer_acquisition.customer_start_chat': label('客户经获客链接发起会话', 'Chat begun by a link'),
  'customer_acquisition.message_from_customer': label('获客链接的客户发来消息', 'Messages by a link'),
  batch_job_result: label('异步任务完成', 'Batch job finished'),
  subscribe: label('成员关注应用', 'App followed'),
  unsubscribe: label('成员取消关注应用', 'App unfollowed'),
  enter_agent: label('成员进入应用', 'App opened'),
  click: label('点击应用菜单', 'Menu clicked'),
  view: label('点击菜单链接', 'Menu link opened'),
  LOCATION: label('上报位置', 'Position reported'),
  template_card_event: label('点击卡片消息', 'Card clicked'),
  sys_approval_change: label('审批变化', 'Approval changed'),
  open_approval_change: label('审批变化', 'Approval changed'),
  msgaudit_notify: label('会话存档有新消息', 'Archive has new messages'),
  kf_msg_or_event: label('微信客服有新消息', 'Service message waiting'),
  kf_account_auth_change: label('客服账号授权变化', 'Service accounts changed'),
  upload_media_job_finish: label('素材上传完成', 'Upload finished'),
  suite_ticket: label('第三方应用票据', 'Suite ticket'),
  create_auth: label('企业授权应用', 'App authorised'),
  change_auth: label('应用授权变更', 'Authorisation changed'),
  cancel_auth: label('应用取消授权', 'Authorisation withdrawn'),
}
