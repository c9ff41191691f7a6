import { type Label, label } from '@lianke/kernel'

/** Refusals of webhook subscriptions, and why a delivery or a subscription stands where it stands. */
export const webhookWords: Readonly<Record<string, Label>> = {
  'webhook.not_found': label('订阅不存在', 'There is no such subscription'),
  'webhook.no_delivery': label('投递记录不存在，可能已过期清理', 'There is no such delivery; it may have been cleared away'),
  'webhook.too_many': label('最多 {max} 个订阅', 'At most {max} subscriptions'),
  'webhook.https_needed': label('地址必须以 https:// 开头', 'The address has to begin with https://'),
  'webhook.unknown_event': label('没有这个事件：{event}', 'There is no such event: {event}'),
  'webhook.unknown_role': label('角色不存在', 'There is no such role'),
  'webhook.nothing_to_replay': label('没有可以重新投递的内容', 'There is nothing to send again'),
  'webhook.not_paused': label('订阅没有停用', 'The subscription is not paused'),
  'webhook.already_paused': label('订阅已经停用', 'The subscription is paused already'),
  'webhook.role_gone': label('它使用的角色已被删除', 'The role it acts with was deleted'),
  'webhook.gone': label('接收方回答 410：不再接收', 'The receiver answered 410: nobody is there any more'),
  'webhook.failing': label('连续 24 小时投递失败', 'Every delivery has failed for 24 hours'),
  'webhook.withheld': label('角色现在看不到这条内容，没有发送', 'The role may not see this any more; nothing was sent'),
  'webhook.fact_gone': label('原始记录已过保留期', 'The fact is no longer kept'),
  'webhook.no_such_host': label('找不到这个域名', 'There is no such host'),
  'webhook.nobody_listens': label('连接被拒绝，没有程序在接收', 'The connection was refused; nobody listens there'),
  'webhook.cut_off': label('连接中断', 'The connection was cut off'),
  'webhook.bad_certificate': label('https 证书无效', 'The https certificate is not valid'),
  'webhook.no_answer': label('10 秒内没有回答', 'No answer within 10 seconds'),
}
