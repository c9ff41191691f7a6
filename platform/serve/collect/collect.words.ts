import { type Label, label } from '@lianke/kernel'

/** What is said of a batch, or of one event in it, that is not kept. */
export const collectWords: Readonly<Record<string, Label>> = {
  'refusal.collect.bad_body': label('请求内容不是 JSON 对象', 'The body is not a JSON object'),
  'refusal.collect.no_key': label('缺少写入密钥', 'The write key is missing'),
  'refusal.collect.bad_key': label('写入密钥无效、已停用或已过期', 'The write key is unknown, revoked or expired'),
  'refusal.collect.no_batch': label('缺少 batch 事件列表', 'The list of events `batch` is missing'),
  'refusal.collect.too_many': label('一次最多 {max} 个事件，收到 {count} 个', 'At most {max} events at once, {count} received'),
  'refusal.collect.not_an_object': label('事件不是对象', 'The event is not an object'),
  'refusal.collect.message_id': label('message_id 缺失或过长', '`message_id` is missing or too long'),
  'refusal.collect.type': label('type 必须是 track、page、identify 或 alias', '`type` is track, page, identify or alias'),
  'refusal.collect.event_name': label('事件名要像 order.paid 这样', 'An event name looks like order.paid'),
  'refusal.collect.no_identity': label(
    '没有说明是谁：需要 anonymous_id 或 user_id',
    'Nobody is named: anonymous_id or user_id is needed',
  ),
  'refusal.collect.too_large': label('事件超过 32 KB', 'The event is larger than 32 KB'),
  'refusal.collect.timestamp': label('timestamp 不是有效时间', '`timestamp` is not a valid time'),
  'refusal.collect.properties': label('properties 必须是对象', '`properties` is an object'),
  'refusal.collect.traits': label('traits 必须是对象', '`traits` is an object'),
  'refusal.collect.previous_id': label('alias 缺少 previous_id', '`alias` needs previous_id'),
}
